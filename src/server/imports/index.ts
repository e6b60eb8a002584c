export { bindImports } from './routes.ts';
export { csvText, type CsvCell } from './rules/csvOut.ts';
export { addImport, changeState } from './store.ts';
export { inThread } from './thread.ts';
export { storeKind } from './work.ts';
