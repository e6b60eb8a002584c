export { authorise, authoriser } from './authorise.ts';
export { createWorkspace, fileMark, membershipsOf } from './store.ts';
export { bindWorkspaces } from './routes.ts';
