export { bindExchange } from './routes.ts';
