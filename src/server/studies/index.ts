export { bindStudies } from './routes.ts';
