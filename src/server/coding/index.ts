export { bindCoding } from './routes.ts';
