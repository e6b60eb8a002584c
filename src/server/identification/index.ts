export { bindIdentification } from './routes.ts';
export { dataDigest } from './digest.ts';
