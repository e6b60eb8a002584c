export { companions, type Beside, type Brought, type BroughtMeasure } from './brought.ts';
export { readFrame } from './frame.ts';
export { identityChange } from './identities.ts';
export { groupingKey, isSameLabel, labelFault, measureKey, otherLabelFault } from './keys.ts';
export { readKnown, type Known } from './known.ts';
export { storeBrought } from './store.ts';
export { rehearseUndo, undoDataset, undoObstacle } from './undo.ts';
export { deleteRetained } from './retention.ts';
export { bindSchools } from './routes.ts';
