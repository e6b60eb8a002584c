export { readFrame } from './frame.ts';
export { analyseSchools, knownReferences, storeGrouping, storeMeasure, storeSchools } from './store.ts';
