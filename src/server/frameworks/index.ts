export { bindFrameworks } from './routes.ts';
export { adopt } from './store.ts';
export { shippedFrameworks, type Shipped } from './shipped.ts';
