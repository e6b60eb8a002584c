export { bindHeard } from './routes.ts';
