export { ofFramework } from './ofFramework.ts';
export { readCoded } from './read.ts';
export { bindAgreement } from './routes.ts';
export { reckon } from './thread.ts';
