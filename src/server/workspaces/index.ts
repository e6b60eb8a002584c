export { authorise, authoriser } from './authorise.ts';
export { createWorkspace, fileMark, membershipsOf, readMembership } from './store.ts';
export { bindWorkspaces } from './routes.ts';
