import { poleWords } from '#contract/frameworkSides';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import type { Decided } from '#contract/reconciling';
import { csvText } from '../imports/index.ts';
import type { Scope } from '../platform/scope.ts';
import { readDecided } from './decide.ts';
import { namesOf, readTable, type Item, type TableParts } from './table.ts';

interface DecisionParts extends TableParts {
  decisions: Decided[];
  text: string;
}

/** What the table is made of, read at one moment. */
export async function readDecisionParts(scope: Scope, source: string): Promise<DecisionParts> {
  const { decisions } = await readDecided(scope, source);
  const parts = await readTable(scope, source);
  return { ...parts, decisions, text: parts.texts[0]?.content ?? '' };
}

/** A line for each unit that was decided on: what each coder said of it, and what was decided. */
export function decisionsTable({ items, frameworks, decisions, text }: DecisionParts): string {
  const points = codePointsOf(text);
  const names = namesOf(frameworks);
  const deciders = new Set(decisions.map(({ by }) => by));
  const coders = new Map(items.filter(({ by }) => !deciders.has(by)).map(({ by, coder }) => [by, coder]));
  const wordsOf = (item: Item) => {
    const { element, code } = names(item);
    return `${code === '' ? element : code} (${poleWords[item.pole]})`;
  };
  const saidBy = (by: string, { start, end }: Decided) =>
    [
      ...new Set(items.filter((item) => item.by === by && item.start < end && item.end > start).map(wordsOf)),
    ].join('; ');
  const heads = ['Start', 'End', 'Words', ...coders.values(), 'Decided', 'How', 'Why', 'By', 'When'];
  const rows = decisions.map((one) => [
    one.start,
    one.end,
    sliceByPoints(text, points, one.start, one.end).trim(),
    ...[...coders.keys()].map((by) => saidBy(by, one)),
    saidBy(one.by, one),
    one.agreed ? 'all agreed' : 'decided',
    one.note,
    one.name,
    new Date(one.at).toISOString(),
  ]);
  return csvText([heads, ...rows], { byteOrderMark: true });
}
