import type { ColumnRole, Mapping, MeasureRole } from '#contract/imports';
import { measureTitle } from '#contract/schools';
import { groupingKey, isSameLabel, labelFault, measureKey } from '../../schools/keys.ts';

/** Under what a column is stored, groupings and measures apart. */
export function keyOf(stored: Stored): string {
  if (stored.as === 'group') return `group ${groupingKey(stored.label)}`;
  return `measure ${measureKey(stored.label, stored.period)}`;
}

interface Stored {
  as: 'group' | 'measure';
  label: string;
  period: string | null;
}

/** The grouping or measure that a column fills; null where it fills none. */
export function storedAs(role: ColumnRole): Stored | null {
  switch (role.becomes) {
    case 'measure':
      return { as: 'measure', label: measureTitle(role), period: role.period };
    case 'group':
    case 'rowKind':
      return { as: 'group', label: role.label, period: null };
    case 'reference':
    case 'fact':
      return role.group === null ? null : { as: 'group', label: role.group, period: null };
    case 'ignored':
    case 'name':
      return null;
  }
}

/** What is wrong with a mapping as a whole, each in a sentence; an empty list where nothing is. */
export function faultsOf(headers: readonly string[], mapping: Mapping): string[] {
  if (mapping.length !== headers.length) {
    return [`The file has ${headers.length} columns, but the mapping speaks of ${mapping.length}.`];
  }
  const has = (becomes: ColumnRole['becomes']) => mapping.some((role) => role.becomes === becomes);
  return [
    ...(has('reference')
      ? []
      : ['No column holds the reference, the id by which a school is known. Choose one.']),
    ...atMostOne(headers, mapping, 'the name of the school', (role) => role.becomes === 'name'),
    ...atMostOne(headers, mapping, 'what kind of row it is', (role) => role.becomes === 'rowKind'),
    ...factsTwice(headers, mapping),
    ...labelledTwice(headers, mapping),
    ...mapping.flatMap((role, column) => namelessFault(headers[column] ?? '', role)),
    ...mapping.flatMap((role, column) => measureFaults(headers, headers[column] ?? '', role)),
  ];
}

function atMostOne(
  headers: readonly string[],
  mapping: Mapping,
  what: string,
  is: (role: ColumnRole) => boolean,
): string[] {
  const columns = headers.filter((_, i) => is(mapping[i] ?? { becomes: 'ignored' }));
  if (columns.length < 2) return [];
  return [`${columns.length} columns hold ${what}: ${columns.join(', ')}. Choose one of them.`];
}

function factsTwice(headers: readonly string[], mapping: Mapping): string[] {
  const facts = new Set(mapping.flatMap((role) => (role.becomes === 'fact' ? [role.fact] : [])));
  return [...facts].flatMap((fact) =>
    atMostOne(headers, mapping, `the ${fact}`, (role) => role.becomes === 'fact' && role.fact === fact),
  );
}

interface Labelled {
  header: string;
  stored: Stored;
}

/** What is stored under the same key could not be told apart afterwards. */
function labelledTwice(headers: readonly string[], mapping: Mapping): string[] {
  const taken = new Map<string, Labelled>();
  const faults: string[] = [];
  for (const [column, role] of mapping.entries()) {
    const stored = storedAs(role);
    if (stored === null) continue;
    const one = { header: headers[column] ?? '', stored };
    const other = taken.get(keyOf(stored));
    if (other === undefined) taken.set(keyOf(stored), one);
    else faults.push(twice(other, one));
  }
  return faults;
}

function twice(one: Labelled, other: Labelled): string {
  const columns = `Columns ${one.header} and ${other.header}`;
  const [first, second] = [wordsOf(one.stored), wordsOf(other.stored)];
  const become = isSameLabel(first, second)
    ? `would both become ${second}`
    : `would become ${first} and ${second}, which addresses cannot tell apart`;
  return `${columns} ${become}. Give one another label or period.`;
}

function wordsOf({ label, period }: Stored): string {
  const written = (period ?? '').trim();
  return written === '' ? `‘${label}’` : `‘${label}’ of ${written}`;
}

/** Addresses name a measure or a grouping by its label, so there must be something in it to name it by. */
function namelessFault(header: string, role: ColumnRole): string[] {
  const stored = storedAs(role);
  if (stored === null) return [];
  const fault = labelFault(stored.as, stored.label);
  if (fault === null) return [];
  return [`The label ‘${stored.label}’ of column ${header} ${fault}. Give it another label.`];
}

const companions = {
  numerator: 'numerator',
  denominator: 'denominator',
  lower: 'lower end',
  upper: 'upper end',
};

function measureFaults(headers: readonly string[], header: string, role: ColumnRole): string[] {
  if (role.becomes !== 'measure') return [];
  const missing = (Object.keys(companions) as (keyof typeof companions)[]).flatMap((one) => {
    const named = role[one];
    if (named === null || headers.includes(named)) return [];
    return [`Column ${header} names ‘${named}’ as its ${companions[one]}, but the file has no such column.`];
  });
  return [...missing, ...directionFault(header, role)];
}

/** A direction in the words of another kind would never be used, and nobody would notice. */
function directionFault(header: string, { kind, highMeans }: MeasureRole): string[] {
  if (highMeans === 'neither' || kind === 'process' || kind === 'governance') return [];
  const words = kind === 'context' ? ['harder', 'easier'] : ['better', 'worse'];
  if (words.includes(highMeans)) return [];
  const [one, two] = words;
  return [
    `Column ${header} is a ${kind} measure: say whether a high value means ${one} or ${two}, or choose ‘neither’.`,
  ];
}
