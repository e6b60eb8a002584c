export { bindIdentification } from './routes.ts';
