export { demonstrationKind, demonstrationWork } from './work.ts';
