export { bindCoding } from './routes.ts';
export { addRows } from './rows.ts';
export { codingsRows, readTable, type TableParts } from './table.ts';
