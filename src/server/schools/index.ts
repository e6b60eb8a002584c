export { readFrame } from './frame.ts';
export { groupingKey, isSameLabel, labelFault, measureKey } from './keys.ts';
export { analyseSchools, knownReferences, storeGrouping, storeMeasure, storeSchools } from './store.ts';
