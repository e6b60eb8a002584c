export { bindSources } from './routes.ts';
