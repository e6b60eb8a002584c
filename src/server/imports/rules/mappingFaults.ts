import type { ColumnRole, Mapping } from '#contract/imports';

/** What is wrong with a mapping as a whole, each in a sentence; an empty list where nothing is. */
export function faultsOf(headers: readonly string[], mapping: Mapping): string[] {
  if (mapping.length !== headers.length) {
    return [`The file has ${headers.length} columns, but the mapping speaks of ${mapping.length}.`];
  }
  return [
    ...exactlyOne(headers, mapping, 'reference', 'the reference, the id by which a school is known'),
    ...exactlyOne(headers, mapping, 'name', 'the name of the school'),
    ...labelledTwice(headers, mapping),
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

/** Two columns under one label could not be told apart afterwards. */
function labelledTwice(headers: readonly string[], mapping: Mapping): string[] {
  const taken = new Map<string, string>();
  const faults: string[] = [];
  for (const [column, role] of mapping.entries()) {
    if (role.becomes !== 'group' && role.becomes !== 'measure') continue;
    const label = role.label.trim();
    const period = role.becomes === 'measure' ? (role.period ?? '').trim() : '';
    const key = JSON.stringify([role.becomes, label.toLowerCase(), period.toLowerCase()]);
    const header = headers[column] ?? '';
    const other = taken.get(key);
    if (other !== undefined) {
      const of = period === '' ? '' : ` of ${period}`;
      faults.push(
        `Columns ${other} and ${header} would both become ‘${label}’${of}. Give one another label or period.`,
      );
    }
    taken.set(key, header);
  }
  return faults;
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
