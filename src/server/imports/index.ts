export { bindImports } from './routes.ts';
export { csvText, type CsvCell } from './rules/csvOut.ts';
export { addImport, storeKind } from './store.ts';
export { sweepFiles } from './sweep.ts';
export { inThread } from './thread.ts';
export { storeWork, type StoreInput } from './work.ts';
