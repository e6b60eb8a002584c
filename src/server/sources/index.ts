export { addSource, replaceInformants, replaceTranslation, replaceTurns } from './change.ts';
export { readDocument } from './reading/readDocument.ts';
export { bindRecordings } from './recordings.ts';
export { bindSources } from './routes.ts';
export { changeRecord, hold, readSource } from './store.ts';
