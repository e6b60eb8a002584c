export { StatsError, type StatsWarning } from './errors.ts';
export {
  quantileSorted,
  quantiles,
  quantileTypes,
  type Quantiles,
  type QuantileType,
} from './describe/quantile.ts';
export {
  weightedQuantileRules,
  weightedQuantiles,
  type WeightedQuantileRule,
  type WeightedQuantiles,
} from './describe/weightedQuantile.ts';
export { standardise, type Standardised } from './describe/standardise.ts';
export { correlation, type Correlation } from './describe/correlation.ts';
export type { Column } from './describe/completeRows.ts';
export { symmetricEigen, type SymmetricEigen } from './linalg/symmetricEigen.ts';
export {
  principalComponent,
  type Direction,
  type FirstComponent,
  type PrincipalComponent,
} from './index/principalComponent.ts';
export { cronbachAlpha, type CronbachAlpha } from './index/cronbachAlpha.ts';
export { mcdonaldOmega, type McdonaldOmega } from './index/mcdonaldOmega.ts';
export { seededGenerator, type Generator } from './random/generator.ts';
export {
  sampleWithoutReplacement,
  stratifiedSample,
  type StratifiedInput,
  type StratifiedSample,
  type StratumSample,
} from './random/sample.ts';
export {
  drawSchools,
  type DrawInput,
  type DrawnSchools,
  type DrawnStratum,
  type SamplingDesign,
} from './random/drawSchools.ts';
export type { Pair, PairStratum } from './random/matchedPairs.ts';
export {
  drawStudy,
  type StudyDesign,
  type StudyDraw,
  type StudyInput,
  type StudyOrder,
} from './random/drawStudy.ts';
export { groupMeans, type GroupMeans } from './describe/groupMeans.ts';
export type {
  ContextIndicator,
  Cuts,
  GroupResult,
  IdentifyChoices,
  IdentifyInput,
  IdentifyOptions,
  IdentifyResult,
  MissingRule,
  OuterShares,
} from './classify/identifyTypes.ts';
export { identify } from './classify/identify.ts';
export {
  labelStability,
  type Agreement,
  type Kept,
  type LabelStability,
  type StabilityInput,
  type Transition,
} from './classify/labelStability.ts';
export {
  coverage,
  type Coverage,
  type CoverageInput,
  type CoverageScenario,
  type GroupCoverage,
} from './classify/coverage.ts';
export {
  compareViews,
  type ComparedViews,
  type Disagreement,
  type OverlookedReason,
  type UnconfirmedReason,
  type ViewsInput,
} from './classify/compareViews.ts';
export { firmness } from './classify/firmness.ts';
export type { Firmness, FirmnessInput, FirmnessOptions, FirmnessSource } from './classify/firmnessTypes.ts';
export type {
  Coefficient,
  GroupEffects,
  MixedConvergence,
  MixedFit,
  MixedInput,
  MixedOptions,
  RandomIntercept,
  RandomSlope,
  VarianceComponent,
} from './mixed/mixedTypes.ts';
export { randomIntercept } from './mixed/randomIntercept.ts';
export { fayHerriot } from './mixed/fayHerriot.ts';
export type { AreaEffects, AreaInput, AreaPrediction, FayHerriot } from './mixed/areaTypes.ts';
export { samplingVariance } from './mixed/samplingVariance.ts';
export type { SamplingInput, SamplingVariance, YearOfResults } from './mixed/samplingTypes.ts';
export { randomSlope, type SlopeInput } from './mixed/randomSlope.ts';
export { caterpillar, type Caterpillar, type CaterpillarOptions } from './compare/caterpillar.ts';
export {
  funnel,
  funnelLimits,
  type Funnel,
  type FunnelKind,
  type FunnelLimits,
  type FunnelOptions,
} from './compare/funnel.ts';
export { nearestNeighbours, type NearestNeighbours, type Neighbour } from './compare/nearestNeighbours.ts';
export { nearestOfAll, type NearestOfAll } from './compare/nearestOfAll.ts';
export { effectiveSchool } from './compare/effectiveSchool.ts';
export type {
  EffectiveSchool,
  EffectiveSchoolOptions,
  EffectiveYear,
  MasteryCount,
  MasteryShare,
} from './compare/effectiveSchoolTypes.ts';
export { fisherExact, type TwoByTwo } from './contingency/fisherExact.ts';
export { percentAgreement, type PercentAgreement } from './agreement/percentAgreement.ts';
export { cohenKappa, type CohenKappa } from './agreement/cohenKappa.ts';
export { fleissKappa, type FleissKappa } from './agreement/fleissKappa.ts';
export { gwetAc1, type GwetAc1 } from './agreement/gwetAc1.ts';
export {
  krippendorffAlpha,
  type AlphaMetric,
  type AlphaOptions,
  type KrippendorffAlpha,
} from './agreement/krippendorffAlpha.ts';
export { alphaIntervals, type AlphaInterval, type AlphaIntervalOptions } from './agreement/alphaIntervals.ts';
export { masiAlpha, masiInterval, type MasiAlpha } from './agreement/masiAlpha.ts';
export {
  compareCoders,
  type AgreementFound,
  type CoderComparison,
  type CodersCompared,
  type Coding,
  type CompareOptions,
} from './agreement/compareCoders.ts';
export { compareMarks, type MarksComparison } from './agreement/compareMarks.ts';
export { unitizingAlpha, type UnitizedAgreement, type UnitizingAlpha } from './agreement/unitizingAlpha.ts';
export type { MarkedText, Mark, Stretch } from './agreement/markedText.ts';
export type { CodeSets } from './agreement/setPatterns.ts';
export type { ResampledInterval, ResamplingOptions } from './agreement/resamples.ts';
export type { Ratings, UndefinedBecause } from './agreement/ratings.ts';
export { wordVectors, type WordVectors, type WordVectorOptions } from './learn/wordVectors.ts';
export type { SparseRows } from './learn/sparseRows.ts';
export {
  logisticRegression,
  type LogisticRegression,
  type LogisticRegressionOptions,
} from './learn/logisticRegression.ts';
export { learnLabel, type LabelledRows, type LearnedLabel } from './learn/learnLabel.ts';
export { fMeasure, type Tally } from './learn/threshold.ts';
export { mostAlike, strongestColumns } from './learn/reasons.ts';
