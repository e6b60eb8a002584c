export { bindAgreement } from './routes.ts';
