export { bindHistory } from './routes.ts';
export { checkChain, frame, sealedLine, type SealedLine, type Verdict } from './chain.ts';
export { readFrame, readSealed } from './store.ts';
export { noteHeads } from './heads.ts';
export { exportStored, verifyFile, verifyStored } from './verify.ts';
