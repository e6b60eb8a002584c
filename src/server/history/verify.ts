import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { historyTrail } from '#contract/history';
import { ProblemError } from '#contract/problem';
import type { Sql, TransactionSql } from '../platform/db.ts';
import { syncFile } from '../platform/files.ts';
import { appendToTrail } from '../platform/trail.ts';
import { checkChain, frame, sealedLine, type Frame, type SealedLine, type Verdict } from './chain.ts';
import { trailOf } from './files.ts';
import { readFrame, readSealed } from './store.ts';

/** A chain in the database, read as its owner and at one moment. */
export function verifyStored(owner: Sql, workspace: string, noted?: string): Promise<Verdict> {
  return owner.begin('isolation level repeatable read read only', async (sql) => {
    const around = await readFrame({ sql }, workspace);
    return checkChain(around, storedPages(sql, around), noted);
  }) as Promise<Verdict>;
}

/** Beyond the head too: a line that was put at the end shows. */
async function* storedPages(sql: TransactionSql, around: Frame): AsyncGenerator<readonly SealedLine[]> {
  for (let last = around.begin.sequence; ;) {
    const page = await readSealed({ sql }, around.workspace, last, Number.MAX_SAFE_INTEGER);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)?.line.sequence ?? last;
  }
}

/** Writes a chain into a new file as the page gives it, with a line of its own first: this was taken out too. */
export async function exportStored(owner: Sql, workspace: string, file: string): Promise<void> {
  await owner.begin(async (tx) => {
    await readFrame({ sql: tx }, workspace);
    await appendToTrail(tx, {
      chain: workspace,
      act: 'audit.read',
      objectKind: 'file',
      objectId: null,
      detail: { exported: historyTrail.id, by: 'command line' },
    });
  });
  await owner.begin('isolation level repeatable read read only', async (sql) => {
    const around = await readFrame({ sql }, workspace);
    // Never onto a file that is there, and for nobody else to read.
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    await pipeline(trailOf(around, storedPages(sql, around)), out);
  });
  await syncFile(file);
}

/** A trail that was taken away, without any database. */
export async function verifyFile(path: string, noted?: string): Promise<Verdict> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })[
    Symbol.asyncIterator
  ]();
  const first = await lines.next();
  const around = frame.safeParse(first.done === true ? null : parsed(first.value, 1));
  if (!around.success)
    throw new ProblemError('not-readable', `${path} does not begin as a sealed trail does.`);
  const pages = async function* (): AsyncGenerator<readonly SealedLine[]> {
    let number = 1;
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      number++;
      const one = sealedLine.safeParse(parsed(next.value, number));
      if (!one.success) {
        throw new ProblemError(
          'not-readable',
          `Row ${String(number)} of ${path} is no sealed line: it was changed.`,
        );
      }
      yield [one.data];
    }
  };
  return checkChain(around.data, pages(), noted);
}

function parsed(text: string, row: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProblemError('not-readable', `Row ${String(row)} of the file cannot be read as JSON.`);
  }
}
