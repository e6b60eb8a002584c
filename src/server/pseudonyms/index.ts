export { bindPseudonyms } from './routes.ts';
