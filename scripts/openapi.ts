import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../src/contract/api.ts';
import { openapi } from '../src/contract/openapi.ts';
import { readConfig } from '../src/server/platform/config.ts';

/** Writes docs/openapi.json from the contract. A test fails while the file is stale. */
const { root, version } = readConfig();
writeFileSync(join(root, 'docs/openapi.json'), `${JSON.stringify(openapi(endpoints, version), null, 2)}\n`);
