export { Administration } from './administration.ts';
export { bindAccounts } from './routes.ts';
