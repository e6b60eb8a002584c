import { plainMeasure, type ColumnRole } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';
import { isNumeric, type ColumnFacts } from './columnFacts.ts';
import {
  companions,
  groupNames,
  knownMeasures,
  levelColumn,
  levels,
  nameNames,
  referenceNames,
  simplify,
} from './knownColumns.ts';

export interface Guess {
  suggestion: ColumnRole;
  reason: string;
  sure: boolean;
}

/** What the columns of a table that is of no known kind seem to be, each by itself. */
export function guessColumns(facts: ColumnFacts[]): Guess[] {
  const hasTotals = facts.some(({ header }) => simplify(header) === levelColumn);
  const reference = chooseReference(facts, hasTotals);
  const name = chooseName(facts, reference?.column);
  const guesses = facts.map((column, i) => {
    if (i === reference?.column) return reference.guess;
    if (i === name?.column) return name.guess;
    return guessRest(column);
  });
  askForMeasures(facts, guesses);
  return guesses;
}

interface Choice {
  column: number;
  guess: Guess;
}

/** Known by name and different in every row; else the first column that looks like a list of ids. */
function chooseReference(facts: ColumnFacts[], hasTotals: boolean): Choice | undefined {
  const suggestion: ColumnRole = { becomes: 'reference', group: null };
  for (const known of referenceNames) {
    const column = facts.findIndex((one) => simplify(one.header) === known && isNearlyUnique(one, hasTotals));
    const found = facts[column];
    if (found === undefined) continue;
    const repeated = found.filled - found.distinct;
    const reason =
      repeated === 0
        ? `Called ‘${found.header}’, and different in every row`
        : `Called ‘${found.header}’, though ${repeated.toLocaleString('en-GB')} of its values ${repeated === 1 ? 'repeats' : 'repeat'} another`;
    return { column, guess: { suggestion, reason, sure: repeated === 0 } };
  }
  const column = facts.findIndex(
    (one) => one.distinct === one.rows && one.samples.every((text) => /^\w*\d{2,}$/.test(text)),
  );
  if (column < 0) return undefined;
  return {
    column,
    guess: { suggestion, reason: 'Different in every row, and looks like an id', sure: false },
  };
}

function chooseName(facts: ColumnFacts[], reference: number | undefined): Choice | undefined {
  const suggestion: ColumnRole = { becomes: 'name' };
  for (const known of nameNames) {
    const column = facts.findIndex(
      (one, i) => i !== reference && simplify(one.header) === known && isText(one),
    );
    const header = facts[column]?.header;
    if (header === undefined) continue;
    return { column, guess: { suggestion, reason: `Called ‘${header}’, and holds words`, sure: true } };
  }
  const column = facts.findIndex((one, i) => i !== reference && isText(one) && one.distinct > 0.8 * one.rows);
  if (column < 0) return undefined;
  return { column, guess: { suggestion, reason: 'Holds words that differ from row to row', sure: false } };
}

export function guessRest(facts: ColumnFacts): Guess {
  if (facts.filled === 0) return ignored('Empty in every row');
  const name = simplify(facts.header);
  const group = groupNames.find((one) => one.names.includes(name));
  if (group !== undefined) return guessGroup(facts, group.label);
  if (name === levelColumn)
    return { suggestion: levelRole, reason: 'Says whether a row is a school', sure: true };
  const { stem, period } = takeYearOff(facts.header);
  const measure = knownMeasures.find((one) => one.name.test(stem));
  if (measure !== undefined) {
    const { label, kind, highMeans, unit, sure } = measure;
    const suggestion: ColumnRole = {
      ...plainMeasure,
      label,
      kind,
      highMeans,
      period,
      unit,
    };
    if (!isNumeric(facts)) {
      return isMostlyNumeric(facts)
        ? { suggestion, reason: `${notNumbers(facts)}; such rows are refused`, sure: false }
        : { ...ignored(notNumbers(facts)), sure: false };
    }
    const question = sure ? '' : `; ${readAs(highMeans)}`;
    return { suggestion, reason: `Called ‘${facts.header}’, and holds numbers${question}`, sure };
  }
  if (companions.test(name))
    return ignored('Belongs to another column, for example as a bound of its interval');
  if (isNumeric(facts)) return ignored('Numbers, but what they measure is not known by this name');
  return ignored('Nothing is known about it');
}

function readAs(highMeans: HighMeans): string {
  return highMeans === 'neither'
    ? 'please say what a high value means'
    : `a high value is taken as ${highMeans}`;
}

export const levelRole: ColumnRole = {
  becomes: 'rowKind',
  label: 'Level',
  kinds: Object.entries(levels).map(([value, means]) => ({ value, means, group: null })),
};

function guessGroup(facts: ColumnFacts, label: string): Guess {
  if (facts.distinct === facts.rows && facts.rows > 1)
    return ignored('Different in every row, so it makes no groups');
  const values =
    facts.distinct === 1 ? '1 value' : `${facts.distinct.toLocaleString('en-GB')} different values`;
  return {
    suggestion: { becomes: 'group', label },
    reason: `Called ‘${facts.header}’, with ${values}`,
    sure: facts.distinct > 1,
  };
}

function ignored(reason: string): Guess {
  return { suggestion: { becomes: 'ignored' }, reason, sure: true };
}

export function notNumbers(facts: ColumnFacts): string {
  const strange = facts.filled - facts.numeric - facts.coded;
  const values =
    strange === 1
      ? '1 of its values is no number'
      : `${strange.toLocaleString('en-GB')} of its values are not numbers`;
  return `Called ‘${facts.header}’, but ${values}`;
}

/** A few slips do not make a column of numbers anything else. */
function isMostlyNumeric(facts: ColumnFacts): boolean {
  return facts.numeric >= 0.8 * (facts.filled - facts.coded);
}

/** References may be missing on lines of totals, and a few may stand twice by mistake; those rows are refused later. */
function isNearlyUnique(facts: ColumnFacts, hasTotals: boolean): boolean {
  const filled = hasTotals ? facts.filled > 0 : facts.filled >= 0.9 * facts.rows;
  return facts.distinct >= 0.98 * facts.filled && filled;
}

function isText(facts: ColumnFacts): boolean {
  return facts.filled > 0 && facts.numeric < 0.1 * facts.filled;
}

/** Without circumstances or without results there is no question to answer, so any column of numbers may be the one. */
function askForMeasures(facts: ColumnFacts[], guesses: Guess[]): void {
  const has = (kind: MeasureKind) =>
    guesses.some(({ suggestion }) => suggestion.becomes === 'measure' && suggestion.kind === kind);
  if (has('context') && has('result')) return;
  for (const [i, guess] of guesses.entries()) {
    const column = facts[i];
    if (guess.suggestion.becomes === 'ignored' && column !== undefined && isNumeric(column))
      guess.sure = false;
  }
}

const wholeYear = /(?:^|[^0-9])((?:19|20)\d{2})(?:\s?[-_/–]\s?((?:19|20)?\d{2}))?(?![0-9])/;

/** `api00` is api in 2000, `score_2018-19` is score in 2018/19. */
function takeYearOff(header: string): { stem: string; period: string | null } {
  const match = wholeYear.exec(header);
  if (match !== null) {
    const [all, first = '', second] = match;
    const stem = simplify(header.replace(all, ' '));
    return { stem, period: second === undefined ? first : `${first}/${second.slice(-2)}` };
  }
  const short = /^(api)(\d{2})$/.exec(simplify(header));
  if (short?.[1] === undefined || short[2] === undefined) return { stem: simplify(header), period: null };
  return { stem: short[1], period: `${Number(short[2]) > 50 ? '19' : '20'}${short[2]}` };
}
