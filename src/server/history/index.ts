export { bindHistory } from './routes.ts';
export { checkChain, frame, sealedLine, type SealedLine } from './chain.ts';
export { readFrame, readSealed } from './store.ts';
