export { addSource, replaceInformants } from './change.ts';
export { readDocument } from './reading/readDocument.ts';
export { bindSources } from './routes.ts';
export { changeRecord } from './store.ts';
