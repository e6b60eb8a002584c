export { askForErasure } from './command.ts';
export { erasePerson, idToErase, type Erased } from './erase.ts';
export { pruneTrails } from './retention.ts';
export { retentionWork } from './retentionWork.ts';
export { erasureWork } from './work.ts';
