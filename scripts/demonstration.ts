import { writeFileSync } from 'node:fs';
import { demonstrationFiles } from './demonstration/files.ts';

/** Writes the files of the invented network into `data/`. A test fails while they are stale. */
for (const [name, text] of demonstrationFiles()) {
  writeFileSync(new URL(`../data/${name}`, import.meta.url), text);
}
