export { bindCoding } from './routes.ts';
export { addRows } from './rows.ts';
export { codingsRows, readTable } from './table.ts';
