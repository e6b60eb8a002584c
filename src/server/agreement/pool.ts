import type { Target } from '#contract/coding';
import type { ComparedSource } from '#contract/comparing';
import type { Laid } from '#contract/laidText';
import type { Unit } from '#contract/textUnits';
import type { CodersCompared, Coding, Stretch } from '#stats';

export interface PooledSource extends ComparedSource {
  id: string;
  title: string;
  blind: boolean;
  laid: Laid;
  targets: Target[];
}

/** Several sources as one text: they stand one behind the other, and each was read by its own coders. */
export interface Pool {
  coders: { id: string; name: string }[];
  /** Of each source, the places of its coders. */
  codersOf: number[][];
  units: { source: number; unit: Unit }[];
  input: CodersCompared;
  /** The same, divided by who was heard and not by units. */
  words: CodersCompared;
}

export function poolOf(sources: readonly PooledSource[]): Pool {
  const coders = everybody(sources);
  const places = new Map(coders.map(({ id }, i) => [id, i]));
  const codersOf = sources.map((source) => source.coders.map(({ id }) => places.get(id) ?? 0));
  const units: Pool['units'] = [];
  const input = { units: [] as Stretch[], looked: [] as number[][] };
  const words = { units: [] as Stretch[], looked: [] as number[][] };
  const codings: Coding[] = [];
  let begins = 0;
  for (const [i, source] of sources.entries()) {
    const here = codersOf[i] ?? [];
    for (const unit of source.units) {
      units.push({ source: i, unit });
      input.units.push({ start: begins + unit.start, end: begins + unit.end });
      input.looked.push(here);
    }
    for (const { start, end } of source.heard) {
      words.units.push({ start: begins + start, end: begins + end });
      words.looked.push(here);
    }
    for (const { coder, start, end, labels } of source.codings)
      codings.push({ coder: here[coder] ?? 0, start: begins + start, end: begins + end, labels });
    begins += source.laid.points.length + 1;
  }
  const all = { coders: coders.length, codings };
  return { coders, codersOf, units, input: { ...input, ...all }, words: { ...words, ...all } };
}

/** Everybody who coded any of them, by name. */
function everybody(sources: readonly PooledSource[]): Pool['coders'] {
  const people = new Map(sources.flatMap(({ coders }) => coders.map((one) => [one.id, one] as const)));
  return [...people.values()].toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1),
  );
}
