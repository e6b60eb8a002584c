import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { inMegabytes, limits } from './rules/limits.ts';

/** Throws where somebody has brought their share of a day already, in whatever workspace. */
export async function requireShare({ sql }: Scope): Promise<void> {
  const [row] = await sql<{ files: number; bytes: number }[]>`select files, bytes from app.brought_today()`;
  const { files = 0, bytes = 0 } = row ?? {};
  if (files < limits.filesADay && bytes < limits.bytesADay) return;
  throw new ProblemError(
    'too-many',
    `You have brought ${files.toLocaleString('en-GB')} files of ${inMegabytes(bytes)} within a day; ` +
      `${limits.filesADay.toLocaleString('en-GB')} files or ${inMegabytes(limits.bytesADay)} are the most, so that the disk is not ` +
      'filled by one person. This file was not taken. Bring it tomorrow.',
    { retryAfter: 86_400 },
  );
}
