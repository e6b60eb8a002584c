export { bindFrameworks } from './routes.ts';
export { codebookRows } from './tables.ts';
export { readMeetings } from './meetings.ts';
export { addPublished, adopt, currentOf, listStored } from './store.ts';
export { shippedFrameworks, type Shipped } from './shipped.ts';
