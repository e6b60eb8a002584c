export { bindJobs } from './routes.ts';
