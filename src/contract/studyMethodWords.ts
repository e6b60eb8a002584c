import type { StudyFound } from './studies.ts';
import {
  coverageWords,
  fewerWords,
  heldWords,
  outerWords,
  partOf,
  schools,
  totals,
  type StudyFacts,
} from './studyWords.ts';
import { groupNoun, groupsOf } from './groupingWords.ts';
import { capital, decimal, inSentence, inWords, listed } from './words.ts';

/** For a method section. It names no school. */
export function methodParagraph(facts: StudyFacts): string {
  const { found, leftOut, declined } = facts;
  const sentences = [
    dividedSentence(found),
    chosenSentence(facts),
    leftOut === 0
      ? ''
      : `${capital(schools(leftOut))} ${leftOut === 1 ? 'was' : 'were'} left out before the draw, with reasons that are kept.`,
    declined === 0 ? '' : declinedSentence(facts),
    missingSentences[found.missing],
    chanceOfSmall(found),
    `The data covered ${coverageWords(found)}; the divisions are of the schools covered (quantiles of type ${String(found.quantileType)}).`,
    `Computed with Reedbed ${facts.version}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const missingSentences: Record<StudyFound['missing'], string> = {
  listwise: '',
  mean: 'Schools that lacked an indicator, but had half of them, took part with the mean of their group for it.',
  available:
    'Schools that lacked an indicator, but had half of them, took part with an index of those that they had.',
};

function declinedSentence({ declined, found, now }: StudyFacts): string {
  const drawn = totals(found.groups);
  const full = now.resilient + now.struggling === drawn.resilient + drawn.struggling;
  const who = `${capital(schools(declined))} declined`;
  const study = `${inWords(now.resilient)} resilient and ${inWords(now.struggling)} struggling ${now.struggling === 1 ? 'school' : 'schools'}`;
  return full
    ? `${who} and ${declined === 1 ? 'was' : 'were'} replaced by the next in the order of drawing, so that the study has ${study}.`
    : `${who}; where the order of drawing was used up nobody took their place, so that the study has ${study}.`;
}

function dividedSentence({
  grouping,
  groups,
  indicators,
  result,
  shareOfVariance,
  cuts,
  rule,
}: StudyFacts['found']): string {
  const { year, labels: named } = withoutYear(indicators);
  const labels = `${listed(named.map(inSentence))}${year}`;
  const made =
    shareOfVariance === null
      ? `mean of ${inWords(indicators.length)} standardised indicators, weighted by hand: ${weighted(named, rule)}${year}`
      : `first principal component of ${inWords(indicators.length)} indicators: ${labels}, ${decimal(100 * shareOfVariance, 0)}% of variance`;
  const by = indicators.length === 1 ? labels : `a socio-economic context index (${made})`;
  const within =
    grouping === null
      ? 'together'
      : `within ${groups.length === 1 ? (groups[0]?.name ?? '') : `${inWords(groups.length)} ${groupsOf(grouping)}`}`;
  const quarters = [cuts.hardest, cuts.top, cuts.lowest].every((share) => share === 0.25);
  return `Schools were divided ${within} ${quarters ? 'into quarters ' : ''}by ${by} and by results (${inSentence(result)}).`;
}

function chosenSentence(facts: StudyFacts): string {
  const { design, perGroup, seed, found } = facts;
  const fewer = fewerWords(facts);
  const per = `${found.grouping === null ? '' : ` per ${groupNoun(found.grouping)}`}${fewer}${fewer === '' ? '' : ','}`;
  const what = {
    'both kinds together': `${inWords(perGroup)}${per} ${perGroup === 1 ? 'was' : 'were'} drawn at random from both kinds together`,
    'each kind': `${inWords(perGroup)} of each kind${per} were drawn at random`,
    'matched pairs': `${inWords(perGroup)} ${perGroup === 1 ? 'pair' : 'pairs'}${per} ${perGroup === 1 ? 'was' : 'were'} drawn at random, each a resilient school with the struggling school nearest to it in the standardised indicators`,
  }[design];
  const { resilient, struggling } = totals(found.groups);
  return (
    `Among schools in the hardest ${partOf(found.cuts.hardest)} of circumstances with results in the ` +
    `${outerWords(found.cuts, 'highest (resilient) or lowest (struggling)', ['highest', '(resilient) or lowest'])}` +
    `${found.cuts.top === found.cuts.lowest ? '' : ' (struggling)'}${heldWords(found)}, ${what} (seed ${String(seed)}, generator ${found.generator}), giving ${inWords(resilient)} resilient and ` +
    `${inWords(struggling)} struggling ${struggling === 1 ? 'school' : 'schools'}.`
  );
}

/** The year that all of several indicators end in is said once, behind them: ` of 2024/25`. */
function withoutYear(indicators: readonly string[]): { year: string; labels: readonly string[] } {
  const year = /, ([\d/–-]+)$/.exec(indicators[0] ?? '')?.[1];
  const end = `, ${year ?? ''}`;
  if (year === undefined || indicators.length < 2 || !indicators.every((label) => label.endsWith(end)))
    return { year: '', labels: indicators };
  return { year: `, all of ${year}`, labels: indicators.map((label) => label.slice(0, -end.length)) };
}

/** free meals (weight 2) and education of the parents (weight 1). */
function weighted(indicators: readonly string[], { weights }: StudyFound['rule']): string {
  const weightOf = (i: number) => (weights?.[i] === undefined ? '' : ` (weight ${String(weights[i])})`);
  return listed(indicators.map((label, i) => `${inSentence(label)}${weightOf(i)}`));
}

/** Chance changes no label; that it was looked at is said all the same, since it was a setting of the question. */
function chanceOfSmall({ rule: { chance } }: Pick<StudyFound, 'rule'>): string {
  if (chance === null) return '';
  const from = chanceParts(chance);
  return `Chance in the results of small schools was reckoned with beside the rule${from === '' ? '' : ` (${from})`}; no label and no draw depends on it.`;
}

function chanceParts({ pupils, spread }: NonNullable<StudyFound['rule']['chance']>): string {
  return [
    ...(pupils === null ? [] : [`pupils: ${inSentence(pupils)}`]),
    ...(spread === null ? [] : [`standard deviation of single pupils: ${String(spread)}`]),
  ].join('; ');
}

/** What is not as usual in the rule itself, in a few words each; none where all is. */
export function ruleWords({ cuts, missing, rule, indicators }: StudyFacts['found']): string[] {
  const quarters = [cuts.hardest, cuts.top, cuts.lowest].every((share) => share === 0.25);
  return [
    ...(quarters
      ? []
      : [
          `the hardest ${partOf(cuts.hardest)} of circumstances, the ${outerWords(cuts, 'highest and the lowest', ['highest', 'and the lowest'])} of results`,
        ]),
    ...(rule.weights === null ? [] : [`weights by hand: ${weighted(withoutYear(indicators).labels, rule)}`]),
    ...{
      listwise: [],
      mean: ['a lacking indicator is the mean of the group'],
      available: ['an index of the indicators that a school has'],
    }[missing],
    ...(rule.held === null ? [] : [`labels held in ${listed(rule.held)}`]),
    ...(rule.chance === null
      ? []
      : [
          `chance in small schools beside it${chanceParts(rule.chance) === '' ? '' : ` (${chanceParts(rule.chance)})`}`,
        ]),
  ];
}
