// npm start: builds the pages if a source of theirs is newer, then `reedbed serve` with the arguments given.
import { isStale, pages } from './builds.ts';
import { isInstalled } from './tools.ts';

if (isInstalled('vite') && isStale(pages)) {
  console.log('Building the pages …');
  await pages.run();
}
process.argv.splice(2, 0, 'serve');
await import('../src/cli/main.ts');
