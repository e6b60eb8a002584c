import { roleTable } from '../../src/server/workspaces/lookAs.ts';

const begin = '<!-- The table is written by `node --conditions=source scripts/roles.ts` from the code. -->';
const end = '<!-- End of the table. -->';

/** Roles × acts as a table of Markdown, from the one that decides. */
function roleTableText(): string {
  const { roles, acts } = roleTable();
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...roles.map(({ role }) => role)]),
    line(['---', ...roles.map(() => '---')]),
    ...acts.map(({ words, extents }) => line([words, ...roles.map(({ role }) => extents[role] ?? '–')])),
  ].join('\n');
}

/** The page of the guide with the table as it is now. */
export function withRoleTable(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('The page has no place for the table.');
  return `${before}${begin}\n\n${roleTableText()}\n\n${end}${after}`;
}
