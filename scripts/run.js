// `node scripts/run.js NAME …` runs scripts/NAME.ts on Node 24 with the sources of this checkout. Plain JavaScript, so
// that an older Node hears in words what is missing. See bin/node24.js.
import { onNode24 } from '../bin/node24.js';

onNode24(import.meta.url, function () {
  var name = process.argv[2];
  process.argv.splice(1, 2, new URL('./' + name + '.ts', import.meta.url).pathname);
  return import('./' + name + '.ts');
});
