import type { Findings, Tally } from '#contract/identificationFindings';
import { measureName } from '#contract/identificationWords';
import { groupNoun, oneGroupOf } from '#contract/groupingWords';
import { count, counted, inSentence, listed, percentCovered } from '#contract/words';
import type { Frame } from '#contract/identification';

/** `of their county`, or nothing where all schools are cut together. */
function ofTheirs(grouping: string | null): string {
  return grouping === null ? '' : ` of their ${groupNoun(grouping)}`;
}

type Said = Pick<Findings, 'tally' | 'grouping' | 'parts' | 'chosen'>;

export interface Lede {
  before: string;
  bold: string;
  after: string;
}

/** The answer in one or two sentences, with the number in bold. */
export function lede({ tally, grouping, parts, chosen }: Said): Lede {
  const { hardest } = tally;
  const running = chosen.hold === undefined ? '' : `, ${count(chosen.hold)} years running`;
  if (hardest === 0)
    return { before: '', bold: 'No group with schools is shown.', after: ' Choose one in the list.' };
  const theirs = ofTheirs(grouping);
  const before =
    hardest === 1
      ? `The one school in the hardest circumstances${theirs} `
      : `Of the ${count(hardest)} schools in the hardest circumstances${theirs}, `;
  return {
    before,
    bold: `${reaching(tally)} the top ${parts.top} of results${running}`,
    after: `. ${chosen.hold === undefined ? meaning(tally, parts) : ''}`,
  };
}

function reaching({ hardest, resilient }: Tally): string {
  if (hardest === 1) return resilient === 1 ? 'reaches' : 'does not reach';
  if (resilient === 0) return 'none reaches';
  return resilient === 1 ? '1 reaches' : `${count(resilient)} reach`;
}

/** What it means that so many, so few or none do. */
function meaning({ hardest, resilient, byChance }: Tally, parts: Findings['parts']): string {
  if (hardest < 8)
    return `With so few schools, a ${parts.usual ? 'quarter' : 'part'} is one or two of them: read it with care.`;
  const chance = `If circumstances made no difference, about ${count(Math.round(byChance))} would`;
  if (resilient === 0) {
    return `${chance}. That none does says how much they weigh here: look at another result or wider groups before giving up.`;
  }
  if (resilient / hardest < 0.05) {
    const rare = resilient === 1 ? 'That one is rare' : 'Each of them is rare';
    return `${chance}. ${rare}, and worth a visit.`;
  }
  if (resilient < byChance) {
    return `${chance}. ${resilient === 1 ? 'What it does that others do not is the question to take to it.' : 'What these do that others do not is the question to take to them.'}`;
  }
  return `${chance}, so circumstances say little about this result here.`;
}

/** One line that says what is set. */
export function settingsLine({ chosen, parts, measure, indicators, grouping, shown }: Findings): string {
  const only = indicators.length === 1 ? indicators[0] : undefined;
  const index =
    only === undefined
      ? `index of ${count(chosen.context.length)} indicators${chosen.weights === undefined ? '' : ', weighted by hand'}`
      : inSentence(measureName(only));
  const cut = parts.usual
    ? 'quarters'
    : parts.hardest === parts.top
      ? `outer parts of a ${parts.top}`
      : `hardest ${parts.hardest}, top ${parts.top}`;
  const together = parts.usual ? 'all schools together' : `${cut} of all schools together`;
  const groups = grouping === null ? together : `${cut} within each ${oneGroupOf(grouping)}`;
  const others = [
    ...(chosen.missing === undefined ? [] : ['schools that lack an indicator take part']),
    ...(chosen.hold === undefined ? [] : [`held ${count(chosen.hold)} years running`]),
    ...(chosen.model === undefined ? [] : ['chance reckoned with']),
  ].map((words) => ` · ${words}`);
  const shownCount = shown.filter(Boolean).length;
  const some = shownCount < shown.length ? ` (${count(shownCount)} of ${count(shown.length)} shown)` : '';
  return `${measureName(measure)} · ${index} · ${groups}${some}${others.join('')}`;
}

/** The rule in one sentence. */
export function toldShortly({ parts, chosen }: Pick<Findings, 'parts' | 'chosen'>): string {
  const top = parts.hardest === parts.top ? 'one' : parts.top;
  const running = chosen.hold === undefined ? '' : `, ${count(chosen.hold)} years running`;
  return `A school is resilient when its circumstances are in the hardest ${parts.hardest} and its results in the top ${top}${running}.`;
}

/** How much of the frame the parts are cut of: `97% of schools covered; quarters are of the covered schools.` */
export function coverageWords({ groups, shown, parts }: Findings, inGroups: readonly number[]): string {
  const sum = (of: (g: number) => number) =>
    groups.reduce((total, _, g) => total + (shown[g] === true ? of(g) : 0), 0);
  const covered = sum((g) => groups[g]?.schools ?? 0);
  const all = sum((g) => inGroups[g] ?? 0);
  if (all === 0) return 'No school is shown.';
  const cut = parts.usual ? 'quarters' : 'parts';
  if (covered === all) return `All schools covered; ${cut} are of all of them.`;
  return `${String(percentCovered(covered, all))}% of schools covered; ${cut} are of the covered schools.`;
}

/** Whether some groups are so small that the method warns of their labels. */
export const hasSmallGroups = ({ result }: Pick<Findings, 'result'>) =>
  result.method.warnings.some(({ code }) => code === 'small-group');

/** The line beneath the stage's name. */
export function stageStatus({ resilient }: Tally): string {
  if (resilient === 0) return 'No school beats the odds';
  return `${counted(resilient, 'school beats', 'schools beat')} the odds`;
}

/** What somebody reads who sees some schools of a network, or none; `belongs` to one of them. */
export function ownWords(frame: Frame, belongs: boolean): Lede & { title: string } {
  const { name } = frame.schools;
  const over = 'Which schools beat the odds is a question over all schools of the network:';
  if (name.length === 0) {
    const shared = frame.measures.map((measure) => inSentence(measureName(measure)));
    return {
      title: 'What is shared with you',
      before: 'You see no single school. ',
      bold:
        shared.length === 0 ? 'No measure is shared with you yet.' : `Shared with you: ${listed(shared)}.`,
      after: ' Those who run the network choose what is shared.',
    };
  }
  const one = name.length === 1;
  return {
    title: one ? `What is known of ${name[0] ?? ''}` : `What is known of ${count(name.length)} schools`,
    before: one
      ? `You see one school, ${belongs ? 'your own' : 'shown to you for a while'}. `
      : `You see ${count(name.length)} schools. `,
    bold: over,
    after:
      frame.measures.length === 0
        ? ' those who run it see the answer. No figures are kept yet.'
        : ' those who run it see the answer. Here are the figures that are kept.',
  };
}
