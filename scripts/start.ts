// npm start: builds the pages if a source of theirs is newer, then `reedbed serve` with the arguments given.
import { isStale, pages } from './builds.ts';
import { isInstalled } from './tools.ts';

if (isInstalled('vite') && isStale(pages)) {
  console.log('Building the pages …');
  await pages.run();
}
stopWithTheShell();
process.argv.splice(2, 0, 'serve');
await import('../src/cli/main.ts');

/**
 * npm passes a signal on to the shell between it and us, which ends and tells nobody. A server must not stay behind
 * when what started it has been stopped.
 */
function stopWithTheShell(): void {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
