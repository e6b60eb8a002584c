import { leftOutFor } from '#contract/identificationWords';
import type { IdentifyAnswer, SchoolRow } from './answer.ts';

/** The sentences that every output says in the same words. */

export function explanation({ parts: { hardest, top } }: IdentifyAnswer) {
  return {
    resilient: `hardest ${hardest} of circumstances, highest ${top} of results`,
    struggling: `hardest ${hardest} of circumstances, lowest ${top} of results`,
  };
}

/** `the highest quarter of results`, and for how long. */
export function reached({ parts, options }: IdentifyAnswer): string {
  const { years } = options.rule;
  return `the highest ${parts.top} of results${years === null || years === 1 ? '' : `, ${whole(years)} years running`}`;
}

export function whole(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A number as people read it, with a true minus sign, so that a number is not taken for a range. */
export function decimal(value: number, digits = 2): string {
  return value
    .toFixed(digits)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace(/^-/, '');
}

/** Results that are whole numbers are shown as such, others with two decimals. */
export function resultDigits({ schools }: IdentifyAnswer): number {
  return schools.every(({ result }) => Number.isInteger(result)) ? 0 : 2;
}

export function quantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${whole(count)} ${count === 1 ? singular : plural}`;
}

/** How the index was made: of one indicator, or of several with what each weighs. */
export function indexSentence({ computed }: IdentifyAnswer): string {
  const { context, shareOfVariance, cronbachAlpha, correlation, result, choices } = computed.method;
  const with_ =
    correlation === null ? '' : ` Its correlation with ${result.name} is ${decimal(correlation, 3)}.`;
  const [only] = context;
  if (context.length === 1 && only !== undefined) {
    return `Circumstances are measured by ${only.name}; a high value means ${only.highMeans} circumstances.${with_}`;
  }
  const given = choices?.weights ?? null;
  if (given !== null) {
    const weights = context.map(
      ({ name, highMeans }, i) => `${name} ${decimal(given[i] ?? NaN, 3)} (high is ${highMeans})`,
    );
    const close = choices?.componentCorrelation ?? null;
    return (
      'The index of circumstances is the mean of the standardised indicators by weights given by hand; a high index means ' +
      `harder circumstances. Weights: ${weights.join(', ')}.${close === null ? '' : ` It correlates with the first component at ${decimal(close, 3)}.`}${with_}`
    );
  }
  const parts = context.map(({ name, highMeans, loading }) => {
    return `${name} ${loading === null ? '' : decimal(loading, 3)} (high is ${highMeans})`;
  });
  const share =
    shareOfVariance === null ? '' : ` It carries ${decimal(100 * shareOfVariance, 1)} % of their variance.`;
  const alpha = cronbachAlpha === null ? '' : ` Cronbach’s alpha is ${decimal(cronbachAlpha, 3)}.`;
  return (
    'The index of circumstances is the first principal component of the standardised indicators; a high index means ' +
    `harder circumstances. Loadings: ${parts.join(', ')}.${share}${alpha}${with_}`
  );
}

export function quarterSentence({ computed, options, parts }: IdentifyAnswer): string {
  const { result, quantileType } = computed.method;
  const only = options.context.length === 1 ? options.context[0] : undefined;
  const within =
    options.region === null ? 'over all schools together' : `within each group of ${options.region}`;
  const high = result.highMeans === 'better' ? '' : `; a high ${result.name} means worse results`;
  return (
    `${parts.usual ? 'Quarters' : `Parts (the hardest ${parts.hardest}, the highest and the lowest ${parts.top})`} of ${only === undefined ? 'the index' : only.column} and of ${result.name} are cut ${within}, by quantiles of type ${quantileType}; a school on a ` +
    `cut point is inside the outer ${parts.usual ? 'quarter' : 'part'}${high}.`
  );
}

export function excludedSentence({ computed, options, leftOut }: IdentifyAnswer): string {
  const { context, result, ungrouped, choices } = computed.method;
  const without = leftOutFor(computed.method);
  const counts = [...context.map(({ name }, i) => ({ name, missing: without[i] ?? 0 })), result];
  const parts = counts
    .filter(({ missing }) => missing > 0)
    .map(({ name, missing }) => `${name} ${whole(missing)}`);
  if (ungrouped > 0 && options.region !== null) parts.push(`${options.region} ${whole(ungrouped)}`);
  const excluded = computed.counts.excluded;
  const why = parts.length === 0 ? '' : ` (missing: ${parts.join(', ')}; a school may lack several)`;
  const left =
    leftOut === 0
      ? ''
      : ` ${quantity(leftOut, 'row')} of the file ${leftOut === 1 ? 'is' : 'are'} no school and left out.`;
  const complete = (choices?.missing?.schools ?? 0) === 0;
  if (excluded === 0) return `No school is excluded${complete ? ': all have every value' : ''}.${left}`;
  return `${quantity(excluded, 'school is', 'schools are')} excluded for want of a value${why}.${left}`;
}

/** What a missing rule, years and the model add, a sentence each; nothing where all is as usual. */
export function besideSentences({ computed, options, beside }: IdentifyAnswer): string[] {
  return [
    ...missingSentence(computed.method.choices?.missing ?? null),
    ...yearsSentence(options, beside),
    ...modelSentences(beside),
  ];
}

type Choices = NonNullable<IdentifyAnswer['computed']['method']['choices']>;

function missingSentence(missing: Choices['missing']): string[] {
  if (missing === null) return [];
  const { schools, listwise } = missing;
  const against =
    listwise === null
      ? ''
      : ` Of the ${whole(listwise.schools)} complete schools ${whole(listwise.labelsDiffer)} have another type than without them, and ${whole(listwise.labelsAdded)} of those added have one.`;
  return [`${quantity(schools, 'school takes', 'schools take')} part without an indicator.${against}`];
}

function yearsSentence(
  { earlier, result, rule }: IdentifyAnswer['options'],
  { years }: IdentifyAnswer['beside'],
): string[] {
  const change = years?.stability.transitions.at(-1);
  if (change === undefined) return [];
  const before = earlier.at(-1) ?? '';
  const { resilient, struggling } = change.kept;
  const held =
    rule.years === null || rule.years === 1
      ? ''
      : ` A type counts only if it was held in each of the latest ${whole(rule.years)} years.`;
  return [
    `Of ${whole(resilient.schools)} resilient by ${before}, ${whole(resilient.kept)} are by ${result.column} too; of ` +
      `${whole(struggling.schools)} struggling, ${whole(struggling.kept)} (all of schools with values in both years).${held}`,
  ];
}

function modelSentences({ model }: IdentifyAnswer['beside']): string[] {
  if (model === null) return [];
  if ('lacking' in model) return [model.lacking];
  const { fit, firm, weak, why } = model;
  const { resilient, struggling } = fit.views;
  const warnings = [...fit.sampling.warnings, ...fit.fit.warnings].map(({ message }) => message);
  return [
    why,
    `In ${whole(firm.draws)} draws of the true results, seed ${whole(firm.seed)}, ${quantity(weak, 'type holds', 'types hold')} in fewer than half. ` +
      `The model, of ${quantity(fit.fit.n, 'school')}, finds ${whole(resilient.confirmed)} of ${whole(resilient.labelled)} resilient schools ` +
      `clearly better than expected and ${whole(struggling.confirmed)} of ${whole(struggling.labelled)} struggling ones clearly worse ` +
      '(95% intervals).',
    ...warnings,
  ];
}

/** `8 in 10`, as on the page. */
function inTen(share: number | null | undefined): string {
  if (share === null || share === undefined) return '–';
  return `${String(share < 0.5 ? Math.min(4, Math.round(share * 10)) : Math.round(share * 10))} in 10`;
}

/** The columns that years and model add to a table for people, each with its cell. */
export function besideColumns({ beside }: IdentifyAnswer) {
  const columns: { head: string; cell: (school: SchoolRow) => string }[] = [];
  if (beside.years !== null) {
    const cell = ({ beside: { yearsHeld, yearsTold } }: SchoolRow) =>
      yearsHeld === null || yearsHeld === undefined ? '–' : `${yearsHeld} of ${yearsTold ?? 0}`;
    columns.push({ head: 'years held', cell });
  }
  if (beside.model !== null && !('lacking' in beside.model)) {
    const pupils = ({ beside: { pupils: number } }: SchoolRow) =>
      number === null || number === undefined ? '–' : whole(number);
    columns.push(
      { head: 'pupils', cell: pupils },
      { head: 'how firm', cell: ({ beside: { firmness } }) => inTen(firmness) },
    );
  }
  return columns;
}
