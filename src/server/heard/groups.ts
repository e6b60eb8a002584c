import type { Element, Pole } from '#contract/frameworkFile';
import { polesOf, poleWords } from '#contract/frameworkSides';
import type { Group, Quote } from '#contract/heard';
import { WordsIn } from '../coding/index.ts';
import type { HeardParts, Item } from './read.ts';

/** Each pole of each element with what was heard of it, in the order of the framework. */
export function groupsOf({ content, items, texts }: HeardParts): Group[] {
  const counted = items.filter(({ counts }) => counts);
  const words = new WordsIn(texts);
  return content.elements.flatMap((element) => {
    const poles = polesOf(element);
    const own = counted.filter((item) => item.element === element.key);
    const groups = poles.map(({ side, pole }) =>
      groupOf(element, { side, pole, items: own.filter((item) => item.pole === side), words }),
    );
    const others = (['mixed', 'none'] as const)
      .filter((side) => !poles.some((one) => one.side === side))
      .map((side) => ({ side, said: own.filter(({ pole }) => pole === side) }))
      .filter(({ said }) => said.length > 0)
      .map(({ side, said }) => groupOf(element, { side, pole: null, items: said, words }));
    return [...groups, ...others];
  });
}

interface Of {
  side: Item['pole'];
  /** Null for an element as a whole. */
  pole: Pole | null;
  items: readonly Item[];
  words: WordsIn;
}

const spanOf = ({ source, start, end }: Item) => `${source} ${String(start)} ${String(end)}`;
const distinct = (values: readonly (string | null)[]) => new Set(values.filter((one) => one !== null)).size;

function groupOf({ key, name }: Element, { side, pole, items, words }: Of): Group {
  const codes = pole?.codes ?? [];
  return {
    element: key,
    elementName: name,
    pole: side,
    name: pole?.name ?? `${name}, ${poleWords[side]}`,
    codes: codes.filter(({ setAside }) => setAside === null).length,
    codesUsed: distinct(items.map(({ code }) => code)),
    quotations: new Set(items.map(spanOf)).size,
    sources: distinct(items.map(({ source }) => source)),
    schools: distinct(items.map(({ school }) => school)),
    byCode: codes
      .map((code) => ({
        name: code.name,
        quotations: new Set(items.filter((item) => item.code === code.key).map(spanOf)).size,
      }))
      .filter(({ quotations }) => quotations > 0),
    quotes: quotesOf(items, new Map(codes.map((code) => [code.key, code.name])), words),
  };
}

/** So many to choose from. */
const most = 12;
/** About as long as a reader likes. */
const fitting = 180;

/** Those that were chosen first, in the order of the sources; then those of a length that reads well. */
function quotesOf(items: readonly Item[], names: ReadonlyMap<string, string>, words: WordsIn): Quote[] {
  const once = [...new Map(items.toReversed().map((item) => [spanOf(item), item])).values()].toReversed();
  const chosen = items.filter((item) => item.chosen);
  const taken = new Set(chosen.map(spanOf));
  const others = once
    .filter((item) => !taken.has(spanOf(item)))
    .toSorted((a, b) => Math.abs(a.end - a.start - fitting) - Math.abs(b.end - b.start - fitting))
    .slice(0, Math.max(0, most - chosen.length));
  return [...chosen, ...others].map((item) => ({
    evidence: item.id,
    source: item.source,
    title: item.title,
    start: item.start,
    end: item.end,
    words: words.at(item),
    role: item.role,
    code: item.code === null ? null : (names.get(item.code) ?? item.code),
    chosen: item.chosen,
  }));
}
