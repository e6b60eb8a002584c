import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/server/platform/config.ts';
import { addressOf, databaseName, openDatabase } from '../src/server/platform/database.ts';
import { connect } from '../src/server/platform/db.ts';
import { tableTypes } from '../test/support/tableTypes.ts';

/** Writes src/server/platform/tables.ts from a freshly migrated database. A test fails while the file is stale. */
const data = mkdtempSync(join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'reedbed-tables-'));
const config = readConfig({ data });
const database = await openDatabase(config);
try {
  if (database.embedded === null) throw new Error('Unset DATABASE_URL first.');
  const owner = connect(addressOf(database.embedded)('reedbed_owner', databaseName), 1);
  writeFileSync(join(config.root, 'src/server/platform/tables.ts'), await tableTypes(owner));
  await owner.end();
} finally {
  await database.stop();
  rmSync(data, { recursive: true, force: true });
}
