export { identifyFrame, told, type Identified } from './answer.ts';
export { dataDigest } from './digest.ts';
export { bindIdentification } from './routes.ts';
