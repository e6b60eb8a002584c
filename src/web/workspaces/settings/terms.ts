import type { Settings } from '#contract/settings';
import { inWords } from '#contract/words';
import type { Membership } from '#contract/workspaces';

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day of the year while it is typed. */
export interface Day {
  day: string;
  month: number;
}
export interface TermDraft {
  key: number;
  name: string;
  starts: Day;
  ends: Day;
}

/** The settings while they are typed. */
export interface Draft {
  threshold: string;
  learners: Membership['learners'];
  firstQuantile: Membership['firstQuantile'];
  neighbours: Settings['neighbours'];
  secondStep: Settings['secondStep'];
  terms: TermDraft[];
}

export function draftOf(settings: Settings): Draft {
  return {
    ...settings,
    threshold: String(settings.threshold),
    terms: settings.terms.map(({ name, starts, ends }, key) => ({
      key,
      name,
      starts: dayOf(starts),
      ends: dayOf(ends),
    })),
  };
}

export function settingsOf(draft: Draft): Settings {
  return {
    ...draft,
    threshold: /^\d+$/.test(draft.threshold) ? Number(draft.threshold) : 0,
    terms: draft.terms.map(({ name, starts, ends }) => ({
      name,
      starts: textOf(starts),
      ends: textOf(ends),
    })),
  };
}

function dayOf(text: string): Day {
  const [month = 1, day = 1] = text.split('-').map(Number);
  return { day: String(day), month };
}

function textOf({ day, month }: Day): string {
  return `${String(month).padStart(2, '0')}-${day.trim().padStart(2, '0')}`;
}

/** `09-01` → `1 September`. */
function dayWords(text: string): string {
  const { day, month } = dayOf(text);
  return `${day} ${months[month - 1] ?? ''}`;
}

/** What is set, in one sentence. */
export function settingsLede(settings: Settings): { before: string; bold: string; after: string } {
  const { threshold, learners, terms } = settings;
  const first = terms[0];
  const year =
    terms.length === 1 ? 'the school year is one term' : `the school year has ${inWords(terms.length)} terms`;
  return {
    before: 'A figure by group of people is shown ',
    bold: `only where ${String(threshold)} or more stand behind it`,
    after: `. Those who learn are called ${learners}; ${year}, from ${first === undefined ? 'no day' : dayWords(first.starts)} on.`,
  };
}
