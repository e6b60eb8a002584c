export { readFrame } from './frame.ts';
export { knownReferences, storeGrouping, storeMeasure, storeSchools } from './store.ts';
