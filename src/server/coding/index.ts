export { bindCoding } from './routes.ts';
export { addRows } from './rows.ts';
