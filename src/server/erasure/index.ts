export { erasePerson, type Course, type Erased } from './erase.ts';
export { pruneTrails } from './retention.ts';
