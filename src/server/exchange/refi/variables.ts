import { consents, informantTypes, sourceKinds } from '#contract/sources';
import type { ProjectSource } from '../project.ts';

/** What is known of a source beside its words, as variables, and back from them. */

export type Value = string | number | boolean;
export type Values = Map<string, Value>;

const names = {
  kind: 'Kind',
  heldOn: 'Day',
  place: 'Place',
  guide: 'Guide',
  consent: 'Consent',
  debrief: 'Debrief',
  language: 'Language',
} as const;
export const referenceName = 'School reference';
const fileName = 'File name';
const patternName = 'Turns told by';
const turnsName = 'Turns';

type Known = Pick<ProjectSource, 'record' | 'fileName' | 'pattern' | 'turns' | 'informants' | 'speakers'>;

export function valuesOf({ record, fileName: file, pattern, turns, informants, speakers }: Known): Values {
  const values: Values = new Map();
  const set = (name: string, value: Value | null) => {
    if (value !== null && value !== '') values.set(name, value);
  };
  for (const [key, name] of Object.entries(names)) set(name, record[key as keyof typeof names]);
  set(fileName, file);
  set(patternName, pattern);
  // Turns that no pattern tells from the text would be lost.
  if (pattern === null && turns.start.length > 0) set(turnsName, JSON.stringify(turns));
  informants.forEach(({ label, type, people, agreedByRole }, i) => {
    const informant = `Informant ${String(i + 1)}`;
    set(informant, label);
    set(`${informant} role`, type);
    set(`${informant} people`, people);
    set(`${informant} shown by role`, agreedByRole);
  });
  speakers.forEach(({ name, informant, asks }, i) => {
    const place = informants.findIndex(({ id }) => id === informant);
    set(`Speaker ${String(i + 1)}`, name);
    set(
      `Speaker ${String(i + 1)} is`,
      asks ? 'asking' : place === -1 ? null : `Informant ${String(place + 1)}`,
    );
  });
  return values;
}

/** Days alone are dates; the rest is what it looks like. */
export function typeOf(name: string, value: Value): 'Text' | 'Boolean' | 'Integer' | 'Date' {
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'Integer';
  return name === names.heldOn ? 'Date' : 'Text';
}

/** Values of any package: those that are known here, and which ones are not. */
export function fromValues(values: Values, title: string): { known: Known; unknown: string[] } {
  const read = new Set<string>();
  const text = (name: string): string => {
    read.add(name);
    return String(values.get(name) ?? '');
  };
  const oneOf = <T extends string>(among: readonly T[], said: string, otherwise: T): T =>
    among.find((one) => one === said) ?? otherwise;
  const heldOn = text(names.heldOn);
  const record = {
    kind: oneOf(sourceKinds, text(names.kind), 'interview'),
    heldOn: /^\d{4}-\d{2}-\d{2}$/.test(heldOn) ? heldOn : null,
    place: text(names.place).slice(0, 200),
    guide: text(names.guide).slice(0, 20_000),
    consent: oneOf(consents, text(names.consent), 'not recorded'),
    debrief: text(names.debrief).slice(0, 20_000),
    language: text(names.language).slice(0, 60),
  };
  const count = (name: string) => {
    let found = 0;
    while (values.has(`${name} ${String(found + 1)}`)) found += 1;
    return Array.from({ length: found }, (_, i) => `${name} ${String(i + 1)}`);
  };
  const informants = count('Informant').map((name) => ({
    id: name,
    label: text(name).slice(0, 120),
    type: oneOf(informantTypes, text(`${name} role`), 'other'),
    people: Math.min(Math.max(Number(text(`${name} people`)) || 1, 1), 1000),
    agreedByRole: text(`${name} shown by role`) === 'true',
  }));
  const speakers = count('Speaker').map((name) => {
    const is = text(`${name} is`);
    const informant = informants.some(({ id }) => id === is) ? is : null;
    return { name: text(name).slice(0, 200), informant, asks: is === 'asking' };
  });
  const pattern = text(patternName);
  const known = {
    record,
    fileName: (text(fileName) || title).slice(0, 200),
    pattern: pattern === '' ? null : pattern.slice(0, 200),
    turns: turnsIn(text(turnsName)),
    informants,
    speakers,
  };
  return { known, unknown: [...values.keys()].filter((name) => !read.has(name) && name !== referenceName) };
}

const lists = ['start', 'wordsAt', 'end', 'speaker', 'seconds'] as const;

/** Turns as they were written; none where it is not that. */
function turnsIn(json: string): Known['turns'] {
  const none = { start: [], wordsAt: [], end: [], speaker: [], seconds: [] };
  if (json === '') return none;
  try {
    const turns = JSON.parse(json) as Known['turns'];
    const { length } = turns.start;
    return lists.every((list) => Array.isArray(turns[list]) && turns[list].length === length) ? turns : none;
  } catch {
    return none;
  }
}
