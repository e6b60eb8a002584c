export { addressesOf } from './addresses.ts';
export { Administration } from './administration.ts';
export { bindAccounts } from './routes.ts';
