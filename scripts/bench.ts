// npm run bench: every file in bench/, or those whose names begin as an argument does. One at a time: they measure.
import { globSync } from 'node:fs';
import { root, runNode } from './tools.ts';

const wanted = process.argv.slice(2);
const all = globSync('bench/*.ts', { cwd: root }).sort();
const chosen = all.filter(
  (file) => wanted.length === 0 || wanted.some((name) => file.startsWith(`bench/${name}`)),
);
if (chosen.length === 0) {
  console.error(`No figure is called ${wanted.join(', ')}. There are: ${all.join(', ')}`);
  process.exitCode = 2;
}
for (const file of chosen) {
  console.log(`\n${file}`);
  const { code } = await runNode(['--conditions=source', file], { show: true });
  if (code !== 0) process.exitCode = 1;
}
