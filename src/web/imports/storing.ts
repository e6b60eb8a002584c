import type { Job } from '#contract/jobs';
import type { Mapping } from '#contract/imports';
import { count, counted } from '#contract/words';

/** What is known of a file that is being stored, besides the job. */
export interface Storing {
  mapping: Mapping;
  /** Rows of the file, and how many of them are refused; the latter is null until they were checked. */
  rows: number;
  refused: number | null;
}

export interface Step {
  words: string;
  state: 'done' | 'now' | 'next' | 'coming';
  /** How far it came, in the file's own counts; empty where there is nothing to count. */
  told: string;
}

interface Part {
  /** As the job calls it. */
  name: string;
  words: string;
  /** How many cells of a row it handles. */
  weight: number;
}

/** What is stored, one after the other, in the words that the job uses. */
function partsOf(mapping: Mapping): Part[] {
  const labels = mapping.flatMap((role) => {
    if (role.becomes === 'group' || role.becomes === 'rowKind') return [role.label];
    const also = role.becomes === 'fact' || role.becomes === 'reference' ? role.group : null;
    return also === null ? [] : [also];
  });
  return [
    { name: 'Storing schools', words: 'Schools written', weight: 1 },
    ...labels.map((label) => ({ name: `Storing ${label}`, words: `${label} written`, weight: 1 })),
    {
      name: 'Storing values',
      words: 'Measures written',
      weight: mapping.filter((role) => role.becomes === 'measure').length,
    },
  ];
}

const linking = 'Linking schools with those they followed';

/** Every step with how far it came. The job counts cells handled; from these follow the schools that are written. */
export function stepsOf(job: Pick<Job, 'step' | 'done' | 'total'>, storing: Storing): Step[] {
  const parts = partsOf(storing.mapping);
  const names = ['Reading', ...parts.map(({ name }) => name), linking];
  const at = job.step.startsWith('Reading') ? 0 : names.indexOf(job.step);
  const schools = schoolsOf(job, parts);
  const state = (i: number): Step['state'] =>
    i < at ? 'done' : i === at ? 'now' : i === at + 1 ? 'next' : 'coming';
  const written = (part: number): number => {
    if (at - 1 > part) return schools;
    const before = parts.slice(0, part).reduce((sum, { weight }) => sum + weight, 1);
    const weight = parts[part]?.weight ?? 1;
    const done = job.done - before * schools;
    return weight === 0 ? schools : Math.max(0, Math.min(schools, Math.floor(done / weight)));
  };
  const told = (i: number): string => (state(i) === 'next' ? 'next' : '');
  return [
    {
      words: 'File read and rows checked',
      state: state(0),
      told: at > 0 && storing.refused !== null ? `${count(storing.refused)} refused` : told(0),
    },
    ...parts.map(({ words }, part) => ({
      words,
      state: state(part + 1),
      told: at > part ? count(written(part)) : told(part + 1),
    })),
    {
      words: 'Schools linked with those they followed',
      state: state(parts.length + 1),
      told: told(parts.length + 1),
    },
  ];
}

/** Schools that are stored: of the cells to be handled, each has one to be read and those of every part. */
function schoolsOf({ total }: Pick<Job, 'total'>, parts: readonly Part[]): number {
  return Math.round(total / (1 + parts.reduce((sum, { weight }) => sum + weight, 0)));
}

/** What is being done, and how far: `Measures written: 9,412 of 16,036 schools`. */
export function nowWords(job: Pick<Job, 'step' | 'done' | 'total'>, storing: Storing): [string, string] {
  if (job.step.startsWith('Reading')) return ['Reading and checking every row', counted(storing.rows, 'row')];
  const step = stepsOf(job, storing).find(({ state }) => state === 'now');
  if (step === undefined) return [job.step, ''];
  const schools = schoolsOf(job, partsOf(storing.mapping));
  return [step.words, step.told === '' ? '' : `${step.told} of ${counted(schools, 'school')}`];
}

/** How long it will take from here at the pace so far; null while that cannot be told. */
export function timeLeft(
  { done, total }: Pick<Job, 'done' | 'total'>,
  since: { done: number; seconds: number },
): string | null {
  const handled = done - since.done;
  if (since.seconds < 2 || handled <= 0) return null;
  const left = ((total - done) / handled) * since.seconds;
  if (left < 5) return 'A few seconds left.';
  if (left < 90) return `About ${count(Math.round(left / 5) * 5)} seconds left.`;
  return `About ${counted(Math.round(left / 60), 'minute')} left.`;
}
