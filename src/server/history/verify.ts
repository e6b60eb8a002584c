import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ProblemError } from '#contract/problem';
import type { Sql } from '../platform/db.ts';
import { checkChain, frame, sealedLine, type SealedLine, type Verdict } from './chain.ts';
import { readFrame, readSealed } from './store.ts';

/** A chain in the database, read as its owner and at one moment. */
export function verifyStored(owner: Sql, workspace: string, noted?: string): Promise<Verdict> {
  return owner.begin('isolation level repeatable read read only', async (sql) => {
    const around = await readFrame({ sql }, workspace);
    const pages = async function* (): AsyncGenerator<readonly SealedLine[]> {
      for (let last = around.begin.sequence; ;) {
        // Beyond the head too: a line that was put at the end shows.
        const page = await readSealed({ sql }, workspace, last, Number.MAX_SAFE_INTEGER);
        if (page.length === 0) return;
        yield page;
        last = page.at(-1)?.line.sequence ?? last;
      }
    };
    return checkChain(around, pages(), noted);
  }) as Promise<Verdict>;
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
