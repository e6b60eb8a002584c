import { ProblemError } from '#contract/problem';
import { inWorker } from '../../platform/worker.ts';
import { clean } from '../../platform/decodeText.ts';
import { damaged, type TextColumn } from './parquetColumns.ts';
import { toTable, type Table } from './table.ts';

const module = new URL('./parquetThread', import.meta.url);
const patienceMilliseconds = 60_000;

/**
 * Parquet is read in a thread of its own with memory and time of its own: a few crafted bytes can claim that a value
 * repeats a billion times, which no check of sizes sees.
 */
export async function readParquet(bytes: Uint8Array, fileName: string, note: string): Promise<Table> {
  const columns = await columnsOf(bytes, fileName);
  const rows = columns[0]?.codes.length ?? 0;
  const texts = columns.map((column) => column.texts.map(clean));
  const records: string[][] = [columns.map(({ name }) => clean(name))];
  for (let row = 0; row < rows; row++) {
    records.push(columns.map(({ codes }, i) => texts[i]?.[codes[row] ?? -1] ?? ''));
  }
  return toTable({ format: 'parquet', readAs: `Parquet${note}`, records, assumeDecimal: null });
}

async function columnsOf(bytes: Uint8Array, fileName: string): Promise<TextColumn[]> {
  const data = { bytes, fileName };
  try {
    return await inWorker<TextColumn[]>(
      module,
      () => ({ data, megabytes: 1024 }),
      AbortSignal.timeout(patienceMilliseconds),
    );
  } catch (error) {
    if (error instanceof ProblemError && error.kind !== 'conflict') throw error;
    throw damaged(fileName, error);
  }
}
