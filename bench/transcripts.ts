import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { call } from '../src/contract/client.ts';
import { readCodeCounts } from '../src/contract/counting.ts';
import { bringTranscripts } from '../src/contract/exchange.ts';
import { createWorkspace } from '../src/contract/workspaces.ts';
import { connectAs, researcher } from '../test/support/colleagues.ts';
import { signInTo, startServer } from '../test/support/process.ts';
import { temporaryData } from '../test/support/temporary.ts';
import { median, print, save } from './support/figures.ts';

/** Lessons that stand in one table: how long until all are stored with their tags, and the table of code by lesson. */
const lessons = fileURLToPath(new URL('../../shared/data/talkmoves_subset1.csv.gz', import.meta.url));
const goals = { bringSeconds: 30, tableMilliseconds: 100 };

if (!existsSync(lessons)) {
  console.log('The lessons are not at hand: nothing was measured.');
} else {
  const data = temporaryData();
  const server = await startServer(data);
  try {
    const owner = connectAs(server.url, await signInTo(server, data));
    const { id: workspace } = await call(owner, createWorkspace, { name: 'Bench' });
    const rosa = connectAs(server.url, await researcher(owner, workspace, 'Rosa Bench'));
    const began = performance.now();
    const { sources, codings, frameworks } = await call(
      rosa,
      bringTranscripts,
      { workspace, name: 'TalkMoves.csv.gz' },
      readFileSync(lessons),
    );
    const bringSeconds = (performance.now() - began) / 1000;
    const times = [];
    for (let i = 0; i < 15; i++) {
      const asked = performance.now();
      await call(rosa, readCodeCounts, { workspace });
      times.push(performance.now() - asked);
    }
    const tableMilliseconds = median(times);
    print(
      `${String(sources.length)} lessons, ${codings.toLocaleString('en')} tags, ${String(frameworks[0]?.codes)} codes`,
      [
        ['bring', `${bringSeconds.toFixed(1)} s`],
        ['code by lesson, first', `${(times[0] ?? NaN).toFixed(0)} ms`],
        ['code by lesson, median', `${tableMilliseconds.toFixed(0)} ms`],
      ],
    );
    save('transcripts', {
      lessons: sources.length,
      codings,
      bringSeconds,
      table: { first: times[0], median: tableMilliseconds },
      goals,
      reached: bringSeconds < goals.bringSeconds && tableMilliseconds < goals.tableMilliseconds,
    });
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(data, { recursive: true, force: true });
  }
}
