export { erasePerson, type Erased } from './erase.ts';
export { pruneTrails } from './retention.ts';
