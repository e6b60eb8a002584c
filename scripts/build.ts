// npm run build: the pages and the published JavaScript. `--stale` builds only what is older than its sources.
// The pages come first: their build empties the folder into which the library's charts go.
import { isStale, library, pages } from './builds.ts';
import { isInstalled } from './tools.ts';

const onlyStale = process.argv.includes('--stale');

if (isInstalled('vite') && isInstalled('tsc')) {
  const stalePages = !onlyStale || isStale(pages);
  if (stalePages) await pages.run();
  if (stalePages || isStale(library)) await library.run();
} else {
  console.log('Nothing is built: the development dependencies are not installed.');
}
