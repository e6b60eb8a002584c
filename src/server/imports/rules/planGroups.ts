import type { Mapping } from '#contract/imports';
import { longest, tooLong, type Rows } from './planRows.ts';
import type { Refused } from './refused.ts';
import { cellOf, isWithout, oneLine, type Table } from './table.ts';

interface Group {
  label: string;
  values: (string | null)[];
}

/** Groups are columns of their own, or other columns that divide the schools as well. */
export function readGroups(table: Table, mapping: Mapping, rows: Rows, refused: Refused): Group[] {
  return mapping.flatMap((role, column) => {
    switch (role.becomes) {
      case 'group':
        return [{ label: role.label, values: readGroup(table, column, rows, refused) }];
      case 'reference':
        return role.group === null
          ? []
          : [{ label: role.group, values: readGroup(table, column, rows, refused) }];
      case 'fact': {
        if (role.group === null) return [];
        const values = readGroup(table, column, rows, refused);
        const inWords = (text: string | null) => (text === null ? null : (role.words?.[text] ?? text));
        return [{ label: role.group, values: role.words === null ? values : values.map(inWords) }];
      }
      case 'rowKind': {
        const groups = new Map(role.kinds.map(({ value, group }) => [value, group]));
        const values = table.rows.map((_, row) => groups.get(cellOf(table, row, column)) ?? null);
        return [...groups.values()].some((group) => group !== null) ? [{ label: role.label, values }] : [];
      }
      case 'ignored':
      case 'name':
      case 'measure':
        return [];
    }
  });
}

function readGroup(table: Table, column: number, rows: Rows, refused: Refused): Group['values'] {
  return table.rows.map((_, row) => {
    if (rows.meanings[row] !== 'school') return null;
    const text = oneLine(cellOf(table, row, column));
    if (text.length > longest.group) refused.add(row, column, tooLong(longest.group));
    return isWithout(text) ? null : text;
  });
}
