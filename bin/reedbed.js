#!/usr/bin/env node
// The `reedbed` command. See node24.js for why this is plain old JavaScript.
import { existsSync } from 'fs';
import { fileURLToPath } from 'url';
import { onNode24, rerun } from './node24.js';

onNode24(import.meta.url, function () {
  var source = new URL('../src/cli/main.ts', import.meta.url);
  // A checkout runs its sources as they are, so that what is edited is what runs; the package has only `dist`.
  if (!existsSync(fileURLToPath(source))) return import('../dist/cli/main.js');
  if (process.execArgv.indexOf('--conditions=source') >= 0) return import(source.href);
  return rerun(
    process.execPath,
    ['--conditions=source', fileURLToPath(import.meta.url)].concat(process.argv.slice(2)),
  );
});
