// `node --conditions=source scripts/run.js NAME …` runs scripts/NAME.ts against the sources of this checkout. Plain
// JavaScript, so that an older Node hears in words what is missing: see bin/node24.js.
import { fileURLToPath } from 'url';
import { onNode24 } from '../bin/node24.js';

onNode24(import.meta.url, function () {
  const file = new URL(`./${process.argv[2]}.ts`, import.meta.url);
  process.argv.splice(1, 2, fileURLToPath(file));
  return import(file.href);
});
