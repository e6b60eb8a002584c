export { authorise, authoriser } from './authorise.ts';
export { createWorkspace, membershipsOf } from './store.ts';
export { bindWorkspaces } from './routes.ts';
