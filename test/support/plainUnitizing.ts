import type { MarkedText } from '#stats';

/** For tests: alpha for unitizing place by place, from the definition, as slowly as it may be. */
export interface PlainUnitizing {
  all: number | null;
  marked: number | null;
  values: number | null;
}

interface Place {
  /** In the text. */
  at: number;
  readers: readonly number[];
}

export function plainUnitizing(text: MarkedText): PlainUnitizing {
  const places = placesOf(text);
  const sets = Array.from({ length: text.coders }, (_, coder) =>
    places.map(({ at, readers }) => (readers.includes(coder) ? setAt(text, coder, at) : null)),
  );
  const unitAt = sets.map((own, coder) => numbered(text, coder, places, own));
  const isMarked = sets.map((own) => own.map((set) => set && String(set !== '')));
  return {
    all: alpha(places, sets, unitAt, true),
    marked: alpha(places, isMarked, unitAt, true),
    values: alpha(places, sets, unitAt, false),
  };
}

function placesOf({ stretches, coders, looked }: MarkedText): Place[] {
  return stretches.flatMap(({ start, end }, i) => {
    const readers = looked?.[i] ?? [...Array(coders).keys()];
    return readers.length < 2
      ? []
      : Array.from({ length: end - start }, (_, j) => ({ at: start + j, readers }));
  });
}

const marksAt = ({ marks }: MarkedText, coder: number, at: number) =>
  marks.filter((mark) => mark.coder === coder && mark.start <= at && at < mark.end);

const setAt = (text: MarkedText, coder: number, at: number): string =>
  [...new Set(marksAt(text, coder, at).map(({ value }) => value))].toSorted().join();

/** The number of the unit that each place is in; a new one where nothing reaches over, or the set is another. */
function numbered(text: MarkedText, coder: number, places: Place[], own: (string | null)[]): number[] {
  let unit = 0;
  return places.map(({ at }, i) => {
    const before = i === 0 ? [] : marksAt(text, coder, places[i - 1].at);
    const reaches = marksAt(text, coder, at).some((mark) => before.includes(mark));
    if (i === 0 || own[i] !== own[i - 1] || !reaches) unit += 1;
    return unit;
  });
}

function alpha(places: Place[], sets: (string | null)[][], unitAt: number[][], gaps: boolean): number | null {
  const observed = new Map<string, number>();
  const margin = new Map<string, number>();
  const own = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, by: number) => to.set(key, (to.get(key) ?? 0) + by);
  const isGap = (set: string | null) => set === '' || set === 'false';
  places.forEach(({ readers }, p) => {
    for (const i of readers)
      for (const j of readers) {
        const [one, other] = [sets[i][p] ?? '', sets[j][p] ?? ''];
        if (i === j || (!gaps && (isGap(one) || isGap(other)))) continue;
        const weight = 1 / (readers.length - 1);
        add(observed, one === other ? 'alike' : 'apart', weight);
        add(margin, one, weight);
        // What is not marked is no unit: each of its places is by itself.
        add(own, isGap(one) ? `${i} gap ${p}` : `${i} ${unitAt[i][p]}`, weight);
      }
  });
  const total = [...margin.values()].reduce((sum, length) => sum + length, 0);
  const themselves = [...own.values()].reduce((sum, length) => sum + length ** 2, 0);
  const unlike = [...margin].flatMap(([one, a]) => [...margin].map(([two, b]) => (one === two ? 0 : a * b)));
  const expected = unlike.reduce((sum, part) => sum + part, 0) / (total ** 2 - themselves);
  return total === 0 || margin.size < 2 ? null : 1 - (observed.get('apart') ?? 0) / total / expected;
}
