export { bindFrameworks } from './routes.ts';
export { adopt } from './store.ts';
export { shippedFrameworks } from './shipped.ts';
