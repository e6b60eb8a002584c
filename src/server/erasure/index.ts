export { erasePerson, type Erased } from './erase.ts';
export { removeOutdated } from './retention.ts';
