import type { ColumnRole, Mapping } from '#contract/imports';
import { groupingKey, isSameLabel, labelFault, measureKey } from '../../schools/index.ts';

export type LabelledRole = Extract<ColumnRole, { label: string }>;

/** Under what a column is stored, groupings and measures apart. */
export function keyOf(role: LabelledRole): string {
  if (role.becomes === 'group') return `group ${groupingKey(role.label)}`;
  return `measure ${measureKey(role.label, role.period)}`;
}

/** What is wrong with a mapping as a whole, each in a sentence; an empty list where nothing is. */
export function faultsOf(headers: readonly string[], mapping: Mapping): string[] {
  if (mapping.length !== headers.length) {
    return [`The file has ${headers.length} columns, but the mapping speaks of ${mapping.length}.`];
  }
  return [
    ...exactlyOne(headers, mapping, 'reference', 'the reference, the id by which a school is known'),
    ...exactlyOne(headers, mapping, 'name', 'the name of the school'),
    ...labelledTwice(headers, mapping),
    ...mapping.flatMap((role, column) => namelessFault(headers[column] ?? '', role)),
    ...mapping.flatMap((role, column) => directionFault(headers[column] ?? '', role)),
  ];
}

function exactlyOne(
  headers: readonly string[],
  mapping: Mapping,
  becomes: ColumnRole['becomes'],
  what: string,
): string[] {
  const columns = headers.filter((_, i) => mapping[i]?.becomes === becomes);
  if (columns.length === 1) return [];
  if (columns.length === 0) return [`No column holds ${what}. Choose one.`];
  return [`${columns.length} columns hold ${what}: ${columns.join(', ')}. Choose one of them.`];
}

/** What is stored under the same key could not be told apart afterwards. */
function labelledTwice(headers: readonly string[], mapping: Mapping): string[] {
  const taken = new Map<string, Labelled>();
  const faults: string[] = [];
  for (const [column, role] of mapping.entries()) {
    if (role.becomes !== 'group' && role.becomes !== 'measure') continue;
    const one = { header: headers[column] ?? '', role };
    const other = taken.get(keyOf(role));
    if (other === undefined) taken.set(keyOf(role), one);
    else faults.push(twice(other, one));
  }
  return faults;
}

interface Labelled {
  header: string;
  role: LabelledRole;
}

function twice(one: Labelled, other: Labelled): string {
  const columns = `Columns ${one.header} and ${other.header}`;
  const [first, second] = [wordsOf(one.role), wordsOf(other.role)];
  const become = isSameLabel(first, second)
    ? `would both become ${second}`
    : `would become ${first} and ${second}, which addresses cannot tell apart`;
  return `${columns} ${become}. Give one another label or period.`;
}

function wordsOf(role: LabelledRole): string {
  const period = role.becomes === 'measure' ? (role.period ?? '').trim() : '';
  return period === '' ? `‘${role.label}’` : `‘${role.label}’ of ${period}`;
}

/** Addresses name a measure or a grouping by its label, so there must be something in it to name it by. */
function namelessFault(header: string, role: ColumnRole): string[] {
  if (role.becomes !== 'group' && role.becomes !== 'measure') return [];
  const fault = labelFault(role.becomes, role.label);
  if (fault === null) return [];
  return [`The label ‘${role.label}’ of column ${header} ${fault}. Give it another label.`];
}

/** A direction in the words of another kind would never be used, and nobody would notice. */
function directionFault(header: string, role: ColumnRole): string[] {
  if (role.becomes !== 'measure' || role.highMeans === 'neither' || role.kind === 'process') return [];
  const words = role.kind === 'context' ? ['harder', 'easier'] : ['better', 'worse'];
  if (words.includes(role.highMeans)) return [];
  const [one, two] = words;
  return [
    `Column ${header} is a ${role.kind} measure: say whether a high value means ${one} or ${two}, or choose ‘neither’.`,
  ];
}
