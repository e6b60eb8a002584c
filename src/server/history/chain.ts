import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** The columns of a line in the order in which they are sealed. */
const columns = z.object({
  workspace: z.string(),
  sequence: z.int(),
  id: z.string(),
  at: z.string(),
  person: z.string().nullable(),
  roles: z.string(),
  address: z.string().nullable(),
  request: z.string().nullable(),
  act: z.string(),
  objectKind: z.string(),
  objectId: z.string().nullable(),
  detail: z.unknown(),
  before: z.unknown(),
  after: z.unknown(),
});
const columnNames = Object.keys(columns.shape) as (keyof z.output<typeof columns>)[];

/** A line as it is stored: its columns, the text that was sealed, and the hash over that and the line before. */
export const sealedLine = z.object({ line: columns, sealed: z.string(), hash: z.string() });
export type SealedLine = z.output<typeof sealedLine>;

/** A place in the chain. */
export const link = z.object({ sequence: z.int(), hash: z.string() });
export type Link = z.output<typeof link>;

/** What stands around the lines: whose they are, what was removed before them in time, and where they end. */
export const frame = z.object({ workspace: z.string(), begin: link, head: link });
export type Frame = z.output<typeof frame>;

/** What every chain begins with. */
export const firstHash = createHash('sha256').update('Reedbed').digest('hex');

export interface Verdict {
  /** The first fault, in words; null where the chain is unbroken. */
  fault: string | null;
  lines: number;
  removed: number;
  from: string | null;
  to: string | null;
  head: Link;
  /** Odd, but no sign that anybody changed a line. */
  remarks: string[];
}

/**
 * Computes every hash again, here and not in the database, and looks for the first line that does not fit. `noted` is a
 * head that was written down elsewhere: it must be in the chain still.
 */
export async function checkChain(
  around: Frame,
  pages: AsyncIterable<readonly SealedLine[]>,
  noted?: string,
): Promise<Verdict> {
  const walk = new Walk(around, noted);
  for await (const page of pages) for (const one of page) if (walk.fault === null) walk.take(one);
  return walk.end();
}

class Walk {
  readonly #around: Frame;
  readonly #noted: string | undefined;
  readonly #remarks: string[] = [];
  #last: Link;
  #lines = 0;
  #from: string | null = null;
  #to: string | null = null;
  #seen: boolean;
  fault: string | null;

  constructor(around: Frame, noted: string | undefined) {
    this.#around = around;
    this.#noted = noted?.toLowerCase();
    this.#last = around.begin;
    this.#seen = this.#noted === undefined || this.#isNoted(around.begin.hash);
    const untouched = around.begin.sequence === 0;
    this.fault =
      untouched && around.begin.hash !== firstHash ? 'The beginning of the chain was changed.' : null;
  }

  take({ line, sealed, hash }: SealedLine): void {
    const { sequence, hash: previous } = this.#last;
    this.fault = faultOf(line, sealed, this.#around.workspace) ?? this.#wrongPlace(line.sequence, sequence);
    if (this.fault !== null) return;
    if (hash !== hashOf(previous, sealed)) {
      this.fault =
        `Line ${told(line)} does not fit its hash: it was changed, taken out and put back, or a line before it was ` +
        'replaced.';
      return;
    }
    if (this.#to !== null && line.at < this.#to) {
      this.#remarks.push(`Line ${told(line)} is earlier than the one before: the clock was set back.`);
    }
    this.#last = { sequence: line.sequence, hash };
    this.#lines++;
    this.#from ??= line.at;
    this.#to = line.at;
    this.#seen ||= this.#isNoted(hash);
  }

  /** The beginning of a hash is enough, as it stands on the page. */
  #isNoted(hash: string): boolean {
    return this.#noted !== undefined && hash.startsWith(this.#noted);
  }

  #wrongPlace(sequence: number, last: number): string | null {
    if (sequence === last + 1) return null;
    if (sequence <= last)
      return `Line ${String(sequence)} stands behind line ${String(last)}: a line was put between.`;
    const gone = sequence - last - 1;
    const which =
      gone === 1 ? `Line ${String(last + 1)} is` : `Lines ${String(last + 1)} to ${String(sequence - 1)} are`;
    return `${which} missing.`;
  }

  end(): Verdict {
    this.fault ??= this.#cutOff() ?? this.#rewritten();
    return {
      fault: this.fault,
      lines: this.#lines,
      removed: this.#around.begin.sequence,
      from: this.#from,
      to: this.#to,
      head: this.#last,
      remarks: this.#remarks,
    };
  }

  #cutOff(): string | null {
    const { head } = this.#around;
    if (head.sequence > this.#last.sequence) {
      return `The trail ends with line ${String(this.#last.sequence)}, but ${String(head.sequence)} were written: its end is missing.`;
    }
    if (head.sequence === this.#last.sequence && head.hash === this.#last.hash) return null;
    return 'The head of the chain does not fit its last line: lines were put at the end, or the head was changed.';
  }

  #rewritten(): string | null {
    if (this.#seen) return null;
    return `No line has the hash ${this.#noted ?? ''} that was noted: the trail was cut off or rewritten since${
      this.#around.begin.sequence > 0 ? ', or the note is older than what is kept' : ''
    }.`;
  }
}

const hashOf = (previous: string, sealed: string) =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(sealed, 'utf8').digest('hex');

/** What of a line contradicts the text that was sealed for it. */
function faultOf(line: SealedLine['line'], sealed: string, workspace: string): string | null {
  const values = textAsList(sealed);
  if (values === null) return `The sealed text of line ${told(line)} cannot be read.`;
  const wrong = columnNames.find((name, i) => !isDeepStrictEqual(line[name] ?? null, values[i] ?? null));
  if (wrong !== undefined) return `Line ${told(line)} says in ‘${wrong}’ something else than was sealed.`;
  return line.workspace === workspace
    ? null
    : `Line ${told(line)} belongs to the trail of another workspace.`;
}

function textAsList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length === columnNames.length ? value : null;
  } catch {
    return null;
  }
}

const told = ({ sequence, at }: { sequence: number; at: string }) =>
  `${String(sequence)} (${at.slice(0, 16).replace('T', ' ')} UTC)`;
