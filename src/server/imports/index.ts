export { bindImports } from './routes.ts';
export { csvText, type CsvCell } from './rules/csvOut.ts';
export { readTable } from './rules/readTable.ts';
export { cellOf, oneLine, type Table } from './rules/table.ts';
export { addImport, storeKind } from './store.ts';
export { sweepFiles } from './sweep.ts';
export { inThread } from './thread.ts';
export { storeWork, type StoreInput } from './work.ts';
