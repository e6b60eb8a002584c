import { unzipSync } from 'fflate';
import { ProblemError } from '#contract/problem';

/** What of an archive is wanted, how much of it may come, and what is said where it is too much. */
interface Opening {
  wanted: (name: string) => boolean;
  mostEntries: number;
  mostBytes: number;
  tooMany: () => ProblemError;
  tooLarge: () => ProblemError;
  damaged: (cause: unknown) => ProblemError;
}

/**
 * The parts of a ZIP archive that are wanted. A few kilobytes can announce billions of entries, gigabytes of text, or many
 * entries that lie on the same bytes: what they declare is counted before anything is unpacked.
 */
export function openArchive(bytes: Uint8Array, opening: Opening): Record<string, Uint8Array> {
  let declared = 0;
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        if (++entries > opening.mostEntries) throw opening.tooMany();
        if (!opening.wanted(name)) return false;
        declared += Math.max(originalSize, size);
        if (declared > opening.mostBytes) throw opening.tooLarge();
        return true;
      },
    });
  } catch (error) {
    throw error instanceof ProblemError ? error : opening.damaged(error);
  }
}
