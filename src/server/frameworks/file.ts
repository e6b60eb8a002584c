import { frameworkFile, type FrameworkContent, type FrameworkFile } from '#contract/frameworkFile';
import { ProblemError } from '#contract/problem';

/** A framework of three hundred elements has some two megabytes. */
export const fileBytes = 8_000_000;

const format = 'reedbed-framework-1';

/** Reads a file that somebody brings; what is wrong with it is said with the place where it is. */
export function readFile(bytes: Uint8Array): FrameworkFile {
  const parsed = frameworkFile.safeParse(jsonOf(bytes));
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues;
  const place = first === undefined || first.path.length === 0 ? 'the file' : first.path.join(' → ');
  const more = others.length === 0 ? '' : ` There are ${String(others.length)} more faults like it.`;
  throw new ProblemError('invalid', `This is not a framework: at ${place}, ${first?.message ?? ''}${more}`);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ProblemError(
      'invalid',
      'This file is not JSON. A framework is brought as the file that ‘Download’ on its page gives.',
    );
  }
}

export function writeFile(key: string, version: number, content: FrameworkContent): string {
  const file: FrameworkFile = { format, key, version, content };
  return `${JSON.stringify(file, null, 2)}\n`;
}
