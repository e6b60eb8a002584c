export { StatsError, type StatsWarning } from './errors.ts';
export type {
  ContextIndicator,
  Cuts,
  GroupResult,
  IdentifyInput,
  IdentifyResult,
} from './classify/identifyTypes.ts';
export { identify } from './classify/identify.ts';
