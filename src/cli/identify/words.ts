import type { IdentifyAnswer } from './answer.ts';

/** The sentences that every output says in the same words. */

export const explanation = {
  resilient: 'hardest quarter of circumstances, highest quarter of results',
  struggling: 'hardest quarter of circumstances, lowest quarter of results',
};

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
  const { context, shareOfVariance, cronbachAlpha, correlation, result } = computed.method;
  const with_ =
    correlation === null ? '' : ` Its correlation with ${result.name} is ${decimal(correlation, 3)}.`;
  const [only] = context;
  if (context.length === 1 && only !== undefined) {
    return `Circumstances are measured by ${only.name}; a high value means ${only.highMeans} circumstances.${with_}`;
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

export function quarterSentence({ computed, options }: IdentifyAnswer): string {
  const { result, quantileType } = computed.method;
  const only = options.context.length === 1 ? options.context[0] : undefined;
  const within =
    options.region === null ? 'over all schools together' : `within each group of ${options.region}`;
  const high = result.highMeans === 'better' ? '' : `; a high ${result.name} means worse results`;
  return (
    `Quarters of ${only === undefined ? 'the index' : only.column} and of ${result.name} are cut ${within}, by quantiles of type ${quantileType}; a school on a ` +
    `cut point is inside the outer quarter${high}.`
  );
}

export function excludedSentence({ computed, options, leftOut }: IdentifyAnswer): string {
  const { context, result, ungrouped } = computed.method;
  const counts = [...context, result].filter(({ missing }) => missing > 0);
  const parts = counts.map(({ name, missing }) => `${name} ${whole(missing)}`);
  if (ungrouped > 0 && options.region !== null) parts.push(`${options.region} ${whole(ungrouped)}`);
  const excluded = computed.counts.excluded;
  const why = parts.length === 0 ? '' : ` (missing: ${parts.join(', ')}; a school may lack several)`;
  const left =
    leftOut === 0
      ? ''
      : ` ${quantity(leftOut, 'row')} of the file ${leftOut === 1 ? 'is' : 'are'} no school and left out.`;
  if (excluded === 0) return `No school is excluded: all have every value.${left}`;
  return `${quantity(excluded, 'school is', 'schools are')} excluded for want of a value${why}.${left}`;
}
