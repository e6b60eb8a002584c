import type { FileImport } from '#contract/imports';
import { count, counted } from '#contract/words';

/** The page of a stored file reads the file once more; what is recorded of the storing itself are counts. */
export const readAgain = 'Counted in the file, as it is read today.';

const examples = 'One example of each reason.';

/** The heading over refused rows, and what goes with it: before storing, and of a file that is stored. */
export function refusedWords(refused: number, stored: FileImport['stored']): { title: string; note: string } {
  if (stored === null) {
    return {
      title: `${counted(refused, 'row is', 'rows are')} refused`,
      note: `${examples} The rest of a refused row is not stored either.`,
    };
  }
  const then = stored.report?.refused;
  if (then === refused) {
    return { title: `${counted(refused, 'row was', 'rows were')} left out`, note: examples };
  }
  return {
    title: `${counted(refused, 'row')} would be refused today`,
    note: `${thenWords(then)} ${examples}`,
  };
}

function thenWords(then: number | undefined): string {
  if (then === undefined) return 'How many were left out when the file was stored was not kept.';
  const left = then === 0 ? 'none was' : `${count(then)} ${then === 1 ? 'was' : 'were'}`;
  return `The rules have changed since: ${left} left out when the file was stored.`;
}
