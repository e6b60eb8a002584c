export { bindSuggestions } from './routes.ts';
