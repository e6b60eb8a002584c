import { drawing } from '#contract/agreement';
import { allCodes } from '#contract/frameworkEdits';
import type { MethodFacts } from '#contract/heard';
import { compareCoders } from '#stats';
import type { Scope } from '../platform/scope.ts';
import { readAround, readUnits, type HeardParts, type Item, type UnitRow } from './read.ts';

/** What the method statement rests on, read beside the rest. */
export async function readAgreementParts(scope: Scope, { items }: HeardParts) {
  const sources = [...new Set(items.map(({ source }) => source))];
  return { around: await readAround(scope, sources), units: await readUnits(scope, sources) };
}

type Beside = Awaited<ReturnType<typeof readAgreementParts>>;

export function factsOf(
  { title, content, versions, meetings, items }: HeardParts,
  { around, units }: Beside,
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
    agreement: agreementOf(coding, coders, units),
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

/** Of the people who coded most sources together: somebody who did not code a source has not said nothing of it. */
function agreementOf(
  items: readonly Item[],
  coders: ReadonlyMap<string, ReadonlySet<string>>,
  units: readonly UnitRow[],
): MethodFacts['agreement'] {
  const groups = new Map<string, string[]>();
  for (const [source, people] of coders)
    if (people.size > 1) {
      const key = [...people].toSorted((a, b) => a.localeCompare(b)).join(' ');
      groups.set(key, [...(groups.get(key) ?? []), source]);
    }
  const [largest] = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  if (largest === undefined) return null;
  const people = largest[0].split(' ');
  const sources = new Set(largest[1]);
  // Sources stand one behind the other.
  const starts = new Map<string, number>();
  let length = 0;
  for (const source of sources) {
    starts.set(source, length);
    length += 1 + Math.max(0, ...units.filter((unit) => unit.source === source).map(({ end }) => end));
  }
  const placed = <T extends UnitRow>({ source, start, end }: T) => {
    const at = starts.get(source) ?? 0;
    return { start: start + at, end: end + at };
  };
  const { together } = compareCoders(
    {
      units: units
        .filter(({ source }) => sources.has(source))
        .map(placed)
        .toSorted((a, b) => a.start - b.start),
      coders: people.length,
      codings: items
        .filter(({ source }) => sources.has(source))
        .map((item) => ({
          coder: people.indexOf(item.by),
          ...placed(item),
          labels: [`${item.element} ${item.pole} ${item.code ?? ''}`],
        })),
    },
    { uncoded: false, ...drawing },
  );
  const { alpha, interval, units: compared } = together;
  return {
    coders: people.length,
    sources: sources.size,
    units: compared,
    alpha,
    lower: interval.lower,
    upper: interval.upper,
    ...drawing,
  };
}
