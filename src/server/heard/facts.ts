import { drawing, type Agreement } from '#contract/agreement';
import { allCodes } from '#contract/frameworkEdits';
import type { MethodFacts } from '#contract/heard';
import type { readAround, HeardParts, Item } from './read.ts';

/** What the method statement rests on beside what was heard. */
export interface Beside {
  around: Awaited<ReturnType<typeof readAround>>;
  agreement: Agreement;
}

export function factsOf(
  { title, content, versions, meetings, items }: HeardParts,
  { around, agreement }: Beside,
): MethodFacts {
  const { kinds, informants, blind, decided } = around;
  const deciders = new Set(decided.map(({ source, by }) => `${source} ${by}`));
  const coding = items.filter(({ source, by }) => !deciders.has(`${source} ${by}`));
  const coders = codersBySource(coding);
  const codes = allCodes(content).filter(({ setAside }) => setAside === null);
  return {
    framework: title,
    elements: content.elements.filter(({ setAside }) => setAside === null).length,
    codes: codes.length,
    inductive: codes.filter((code) => code.inductive !== null).length,
    versions,
    meetings,
    sources: kinds,
    informants,
    given: coding.length,
    suggested: coding.filter(({ suggested }) => suggested).length,
    coders: new Set(coding.map(({ by }) => by)).size,
    codedByTwo: [...coders.values()].filter(({ size }) => size > 1).length,
    blind,
    reconciled: {
      sources: new Set(decided.map(({ source }) => source)).size,
      agreed: decided.filter(({ agreed }) => agreed).length,
      decided: decided.filter(({ agreed }) => !agreed).length,
    },
    quotations: new Set(
      items
        .filter(({ counts }) => counts)
        .map(({ source, start, end }) => `${source} ${String(start)} ${String(end)}`),
    ).size,
    agreement: agreementFacts(agreement),
  };
}

function codersBySource(items: readonly Item[]): Map<string, Set<string>> {
  const coders = new Map<string, Set<string>>();
  for (const { source, by } of items) {
    const there = coders.get(source);
    if (there === undefined) coders.set(source, new Set([by]));
    else there.add(by);
  }
  return coders;
}

/** As the page of agreement has it, of this framework alone. */
function agreementFacts({ coders, sources, found }: Agreement): MethodFacts['agreement'] {
  if (found === null) return null;
  const { alpha, interval, units } = found.together;
  return {
    coders: coders.length,
    sources: sources.length,
    units,
    alpha,
    lower: interval.lower,
    upper: interval.upper,
    ...drawing,
  };
}
