export { bindFindings } from './routes.ts';
export { readFindings } from './read.ts';
export { findingsRows } from './files.ts';
