import type { ColumnRole } from '#contract/imports';
import { keyOf, storedAs } from './mappingFaults.ts';

/** Suggestions must be a mapping that works, so a label that is taken gets the column's name behind it, or a number. */
export function tellApart(headers: readonly string[], roles: readonly ColumnRole[]): void {
  const taken = new Set<string>();
  for (const [i, role] of roles.entries()) {
    if (role.becomes !== 'group' && role.becomes !== 'measure') continue;
    const { label } = role;
    const key = () => {
      const stored = storedAs(role);
      return stored === null ? '' : keyOf(stored);
    };
    if (taken.has(key())) role.label = shortened(`${label} (${headers[i] ?? ''})`);
    for (let n = 2; taken.has(key()); n++) role.label = `${label} (${String(n)})`;
    taken.add(key());
  }
}

/** To what a label may be, on one line, and without half of a letter at its end. */
function shortened(label: string): string {
  return label
    .replace(/\s+/g, ' ')
    .slice(0, 80)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
