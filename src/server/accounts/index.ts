export { bindAccounts } from './routes.ts';
