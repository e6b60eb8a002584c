import { codePointsOf } from '#contract/codePoints';
import { counted } from '#contract/words';
import { randomUUID } from 'node:crypto';
import { cellOf, oneLine, type Table } from '../imports/index.ts';
import { guidOf } from './guids.ts';
import { noTurns, type Codebook, type ProjectSource, type Read, type Remarks } from './project.ts';
import { TagBook } from './tagBook.ts';
import { transcriptColumns, type Columns } from './transcriptColumns.ts';

/** Talks that stand in a table, a row a sentence: each becomes a source, and the tags of its sentences become codes. */
export function readTranscripts(table: Table, fileName: string): Read {
  const columns = transcriptColumns(table);
  const name = plainName(fileName);
  const tags = new TagBook(columns.tags.map((column) => table.headers[column] ?? ''));
  for (const row of table.rows.keys())
    if (cellOf(table, row, columns.words) !== '')
      columns.tags.forEach((column, tag) => tags.see(tag, cellOf(table, row, column)));
  const talks = talksIn(table, columns, name);
  const sources = talks.map((rows) => sourceOf(table, columns, { ...rows, fileName, tags }));
  const codebooks: Codebook[] = tags.size === 0 ? [] : [tags.codebook(name)];
  return { project: { name, coders: [], codebooks, sources }, remarks: remarksOn(tags, table, columns) };
}

const plainName = (fileName: string) =>
  oneLine(
    fileName.replace(/(?:_with_dialog_acts)?\.(?:csv|tsv|xlsx|gz)$/i, '').replace(/\.(?:csv|xlsx)$/i, ''),
  ).slice(0, 200) || 'Transcripts';

interface Talk {
  title: string;
  rows: number[];
}

/** Rows of one talk, in their order; all of the table where no column names talks. */
function talksIn(table: Table, { talk }: Columns, name: string): Talk[] {
  if (talk === null) return [{ title: name, rows: table.rows.map((_, row) => row) }];
  const talks = new Map<string, number[]>();
  table.rows.forEach((_, row) => {
    const title = plainName(cellOf(table, row, talk).replace(/_with_dialog_acts$/, ''));
    const rows = talks.get(title);
    if (rows === undefined) talks.set(title, [row]);
    else rows.push(row);
  });
  return [...talks].map(([title, rows]) => ({ title, rows }));
}

interface Of extends Talk {
  fileName: string;
  tags: TagBook;
}

/** A turn is a line: who speaks, a colon, and all they say until somebody else does. */
function sourceOf(table: Table, columns: Columns, { title, rows, fileName, tags }: Of): ProjectSource {
  const writer = new TurnWriter();
  const tagged: { start: number; end: number; codes: string[] }[] = [];
  const seconds = timesOf(table, columns, rows);
  rows.forEach((row, i) => {
    const words = oneLine(cellOf(table, row, columns.words)).trim();
    if (words === '') return;
    const speaker = columns.speaker === null ? '' : oneLine(cellOf(table, row, columns.speaker)).trim();
    const turn = columns.turn === null ? '' : cellOf(table, row, columns.turn);
    const place = writer.say(words, {
      speaker: speaker.replace(/:$/, '').slice(0, 200),
      turn,
      seconds: seconds[i] ?? null,
    });
    const codes = columns.tags.flatMap((column, tag) => tags.code(tag, cellOf(table, row, column)) ?? []);
    if (codes.length > 0) tagged.push({ ...place, codes });
  });
  const { text, turns } = writer;
  const points = codePointsOf(text);
  const guid = guidOf('talk', title, text);
  const at = new Date().toISOString();
  const all = (places: readonly number[]) => places.map((place) => points.toPoints(place));
  return {
    guid,
    title: title.slice(0, 200),
    fileName: fileName.slice(0, 200),
    text,
    pattern: null,
    turns: { ...turns, start: all(turns.start), wordsAt: all(turns.wordsAt), end: all(turns.end) },
    record: {
      kind: 'lesson',
      heldOn: null,
      place: '',
      guide: '',
      consent: 'not recorded',
      debrief: '',
      language: '',
    },
    school: { name: '', reference: '' },
    informants: [],
    speakers: [],
    quotations: tagged.map(({ start, end, codes }) => ({
      guid: randomUUID(),
      start: points.toPoints(start),
      end: points.toPoints(end),
      coder: '',
      at,
      codings: codes.map((code) => ({ guid: randomUUID(), code, at })),
      memos: [],
    })),
    translation: null,
    memos: [],
  };
}

interface Saying {
  speaker: string;
  turn: string;
  seconds: number | null;
}

/** Writes what is said as a text, and where each turn begins in it. Places count UTF-16 units. */
class TurnWriter {
  readonly turns = structuredClone(noTurns);
  #lines: string[] = [];
  #at = 0;
  #last: Saying | null = null;

  get text(): string {
    return this.#lines.join('');
  }

  say(words: string, saying: Saying): { start: number; end: number } {
    if (this.#goesOn(saying)) this.#write(' ');
    else this.#begin(saying);
    const start = this.#at;
    this.#write(words);
    const end = this.turns.end.length - 1;
    if (end >= 0) this.turns.end[end] = this.#at;
    return { start, end: this.#at };
  }

  /** A row without a speaker goes on with the one before. */
  #goesOn({ speaker, turn }: Saying): boolean {
    const last = this.#last;
    if (last === null) return false;
    return (speaker === '' || speaker === last.speaker) && (turn === '' || turn === last.turn);
  }

  #begin(saying: Saying): void {
    const speaker = saying.speaker === '' ? (this.#last?.speaker ?? '') : saying.speaker;
    if (this.#at > 0) this.#write('\n');
    const start = this.#at;
    if (speaker !== '') {
      this.#write(`${speaker}: `);
      this.turns.start.push(start);
      this.turns.wordsAt.push(this.#at);
      this.turns.end.push(this.#at);
      this.turns.speaker.push(speaker);
      this.turns.seconds.push(saying.seconds);
    }
    this.#last = { ...saying, speaker };
  }

  #write(words: string): void {
    this.#lines.push(words);
    this.#at += words.length;
  }
}

/** Times of a talk in seconds. A spreadsheet takes 03:04 for hours: where all seconds are nought, it is minutes. */
function timesOf(table: Table, { time }: Columns, rows: readonly number[]): (number | null)[] {
  if (time === null) return [];
  const parts = rows.map((row) => {
    const found = /(\d{1,3}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?$/.exec(cellOf(table, row, time).trim());
    return found === null
      ? null
      : [found[1], found[2], found[3] ?? ''].map((part) => (part === '' ? null : Number(part)));
  });
  const minutes = parts.every((part) => part === null || part[2] === null || part[2] === 0);
  return parts.map((part) => {
    if (part === null) return null;
    const [first = 0, second = 0, third] = part.map((one) => one ?? 0);
    return minutes || part[2] === null ? first * 60 + second : first * 3600 + second * 60 + (third ?? 0);
  });
}

function remarksOn(tags: TagBook, table: Table, { tags: columns }: Columns): Remarks {
  const heads = columns.map((column) => `‘${table.headers[column] ?? ''}’`).join(' and ');
  return {
    repaired:
      tags.spellings() === 0
        ? []
        : [`Tags of ${heads} are spelt in several ways: they were taken by their number.`],
    leftOut: tags.without === 0 ? [] : [`${counted(tags.without, 'tag')} for ‘none’: that is no code.`],
  };
}
