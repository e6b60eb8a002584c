import { parentPort, workerData } from 'node:worker_threads';
import { readTable } from '../imports/index.ts';
import { failure, type Reply } from '../platform/worker.ts';
import type { Collected } from './collect.ts';
import { projectOf } from './projectOf.ts';
import { readCodebookFile } from './refi/readCodebookFile.ts';
import { readProject } from './refi/readProject.ts';
import { writeProject } from './refi/writeProject.ts';
import { readTranscripts } from './transcripts.ts';
import { writeWorkbook } from './workbook.ts';
import type { WorkbookParts } from './workbookParts.ts';

/** What a thread of its own is asked: files of many sources take seconds to read and to write. */
export type Assigned =
  | { task: 'read project' | 'read transcripts' | 'read codebook'; bytes: Uint8Array; fileName: string }
  | { task: 'write project'; collected: Collected }
  | { task: 'write workbook'; parts: WorkbookParts };

async function answer(assigned: Assigned): Promise<unknown> {
  switch (assigned.task) {
    case 'read project':
      return readProject(assigned.bytes, assigned.fileName);
    case 'read transcripts':
      return readTranscripts(
        await readTable(assigned.bytes, assigned.fileName, 'lettered'),
        assigned.fileName,
      );
    case 'read codebook':
      return readCodebookFile(assigned.bytes, assigned.fileName);
    case 'write project':
      return writeProject(projectOf(assigned.collected), new Date());
    case 'write workbook':
      return writeWorkbook(assigned.parts);
  }
}

const reply: Reply = await answer(workerData as Assigned).then(
  (value) => ({ ok: true as const, value }),
  failure,
);
parentPort?.postMessage(reply);
