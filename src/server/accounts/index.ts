export { addressesOf } from './addresses.ts';
export { Administration } from './administration.ts';
export { resealAll, type Resealed } from './reseal.ts';
export { bindAccounts } from './routes.ts';
