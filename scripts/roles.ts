import { readFileSync, writeFileSync } from 'node:fs';
import { withRoleTable } from '../test/support/roleTable.ts';

/** Writes the table of roles and acts into the guide. A test fails while it is stale. */
const page = new URL('../docs/guide/people-and-roles.md', import.meta.url);
writeFileSync(page, withRoleTable(readFileSync(page, 'utf8')));
