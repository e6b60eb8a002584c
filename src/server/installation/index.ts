export { bindInstallation } from './routes.ts';
