export { bindConversations } from './routes.ts';
