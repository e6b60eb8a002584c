import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that the database's own user can reach, also when the tests run as root. */
export function temporaryData(): string {
  return mkdtempSync(join('/var/tmp', 'reedbed-test-'));
}
