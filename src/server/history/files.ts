import type { HistoryLine } from '#contract/history';
import { placeOf, tell, whoDid } from '#contract/historyWords';
import { csvText, type CsvCell } from '../imports/index.ts';
import type { Frame, SealedLine } from './chain.ts';

const header = [
  'line',
  'moment (UTC)',
  'who',
  'roles',
  'what',
  'where',
  'address',
  'act',
  'object',
  'object id',
  'detail',
  'before',
  'after',
  'request',
];

/** Lines with what the ids in them are called. */
export interface Named {
  lines: readonly HistoryLine[];
  names: Record<string, string>;
}

/** The list as a table, in pieces: nothing holds all of it at once. */
export async function* tableOf(pages: AsyncIterable<Named>): AsyncGenerator<string> {
  let head = csvText([header], { byteOrderMark: true });
  for await (const page of pages) {
    yield head + csvText(page.lines.map((line) => cells(line, page.names)));
    head = '';
  }
}

function cells(line: HistoryLine, names: Named['names']): CsvCell[] {
  const { verb, what } = tell(line, names);
  const json = (value: Record<string, unknown> | null) => (value === null ? null : JSON.stringify(value));
  return [
    line.sequence,
    line.at,
    whoDid(line),
    line.roles.join('; '),
    `${verb} ${what}`,
    placeOf(line.act),
    line.address,
    line.act,
    line.objectKind,
    line.objectId,
    json(line.detail),
    json(line.before),
    json(line.after),
    line.request,
  ];
}

/** The whole trail as JSON Lines: first what stands around the lines, then each as it was sealed. */
export async function* trailOf(
  around: Frame,
  pages: AsyncIterable<readonly SealedLine[]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: 'Reedbed audit trail 1', ...around })}\n`;
  for await (const page of pages) yield page.map((line) => `${JSON.stringify(line)}\n`).join('');
}
