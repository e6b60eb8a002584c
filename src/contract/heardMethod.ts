import type { MethodFacts } from './heard.ts';
import { capital, counted, decimal, listed } from './words.ts';

/** How it was coded, in sentences that can stand in a paper. Every number is one of the facts. */
export function methodStatement(facts: MethodFacts): string[] {
  return [material(facts), coding(facts), codebook(facts), agreement(facts), counting(facts)].filter(
    (paragraph) => paragraph !== '',
  );
}

const many = (list: readonly { count: number; name: string }[]) =>
  listed(
    list.map(({ count, name }) => {
      const [one, some] = named[name] ?? [name, `${name}s`];
      return counted(count, one, some);
    }),
  );

/** Where one more is not said with an s. */
const named: Record<string, [one: string, many: string]> = {
  staff: ['other member of staff', 'other members of staff'],
  other: ['other informant', 'other informants'],
};

function material({ sources, informants, quotations }: MethodFacts): string {
  const kinds = many(sources.map(({ kind, count }) => ({ count, name: kind })));
  const people =
    informants.length === 0
      ? ''
      : ` with ${many(informants.map(({ type, count }) => ({ count, name: type })))}`;
  const total = sources.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 'Nothing was coded yet.';
  return `${capital(kinds)}${people} ${total === 1 ? 'was' : 'were'} coded. ${counted(quotations, 'quotation')} ${quotations === 1 ? 'was' : 'were'} given at least one code.`;
}

function coding({ coders, codedByTwo, blind, reconciled, given, suggested }: MethodFacts): string {
  const two =
    codedByTwo === 0
      ? 'No source was coded by more than one person.'
      : `${counted(codedByTwo, 'source')} ${codedByTwo === 1 ? 'was' : 'were'} coded by two or more independently${blind === 0 ? '' : `, ${String(blind)} of them blindly, so that nobody saw another’s codes before all had finished`}.`;
  const decided =
    reconciled.sources === 0
      ? ''
      : ` Differences were then decided unit by unit in ${counted(reconciled.sources, 'source')}: of ${counted(reconciled.agreed, 'unit')} all had said the same, and on ${counted(reconciled.decided, 'unit')} a reconciler decided. What coders had said was kept.`;
  const first =
    suggested === 0
      ? ''
      : ` Of ${counted(given, 'code')} that were given, ${String(suggested)} ${suggested === 1 ? 'was' : 'were'} first suggested by the program, which learned from earlier codes of this study, and given by a person who looked at the words.`;
  return `${capital(counted(coders, 'person', 'people'))} coded. ${two}${decided}${first}`;
}

function codebook({ framework, elements, codes, inductive, versions, meetings }: MethodFacts): string {
  const found =
    inductive === 0
      ? 'No code was added inductively.'
      : `${counted(inductive, 'code')} of these ${inductive === 1 ? 'was' : 'were'} found inductively and added with the day and the reason.`;
  const changes = versions.filter(({ reason }) => reason !== '');
  const log =
    changes.length === 0
      ? ''
      : ` The codebook was published in ${counted(versions.length, 'version')}: ${listed(changes.map(({ number, day, reason }) => `version ${String(number)} on ${day} (${reason.replace(/\.$/, '')})`))}.`;
  const met =
    meetings.length === 0
      ? ''
      : ` Coders met about it ${meetings.length === 1 ? 'once' : `${String(meetings.length)} times`} (${listed(meetings)}), and wrote down what they decided.`;
  return `The codebook was ‘${framework}’, with ${counted(elements, 'element')} and ${counted(codes, 'code')}, each as a strength or a concern where it has poles. ${found}${log}${met}`;
}

function agreement({ agreement: found }: MethodFacts): string {
  if (found === null)
    return 'Agreement between coders was not measured, because no two coded the same source.';
  const { coders, sources, units, alpha, lower, upper, resamples, seed } = found;
  const of = `on ${counted(units, 'turn')} of ${counted(sources, 'source')} that ${coders === 2 ? 'the same 2' : `two or more of ${String(coders)}`} people coded`;
  if (alpha === null)
    return `Agreement is undefined ${of}: all said the same throughout, or no two coded the same turn.`;
  const interval =
    lower === null || upper === null
      ? ''
      : ` (95 per cent interval ${decimal(lower, 2)} to ${decimal(upper, 2)}, ${resamples.toLocaleString('en-GB')} bootstrap resamples of turns, seed ${String(seed)})`;
  return `Krippendorff’s alpha of the sets of codes with the MASI distance was ${decimal(alpha, 2)}${interval}, ${of}; turns that nobody coded were left out.`;
}

function counting({ reconciled }: MethodFacts): string {
  const which =
    reconciled.sources === 0 ? '' : ' Where differences were decided, only what was decided is counted.';
  return `A quotation is a stretch of words; it counts once for an element however many people or codes put it there, and may count for several elements.${which}`;
}
