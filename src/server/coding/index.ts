export { bindCoding } from './routes.ts';
export { Company } from './company.ts';
export { whatStands } from './decided.ts';
export { addRows, asAdded } from './rows.ts';
export { readCodings, readState } from './store.ts';
export { WordsIn } from './wordsIn.ts';
export { codingsRows, namesOf, readFrameworks, readTable, type TableParts } from './table.ts';
