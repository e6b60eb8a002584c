import type { FrameworkContent } from '#contract/frameworkFile';
import * as contract from '#contract/frameworks';
import { ProblemError } from '#contract/problem';
import { bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { csvText } from '../imports/index.ts';
import { writeFile } from './file.ts';
import { currentOf, readStored } from './store.ts';
import { codebookRows, crosswalkRows } from './tables.ts';

export const csv = 'text/csv; charset=utf-8';
export const table = (rows: (string | number | null)[][]) => csvText(rows, { byteOrderMark: true });
const plainName = (name: string) => name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim();

export function bindDownloads(door: Door): void {
  bindDownload(door, contract.frameworkExport, async (request, input) => {
    const { content, key, number } = await read(request, input);
    return {
      fileName: `${plainName(content.title)}.json`,
      type: 'application/json; charset=utf-8',
      body: writeFile(key, number, content),
    };
  });

  bindDownload(door, contract.codebookTable, async (request, input) => {
    const { content } = await read(request, input);
    return { fileName: `${plainName(content.title)}.csv`, type: csv, body: table(codebookRows(content)) };
  });

  bindDownload(door, contract.crosswalkTable, async (request, input) => {
    const { content } = await read(request, input);
    const crosswalk = content.crosswalks.find(({ key }) => key === input.crosswalk);
    if (crosswalk === undefined)
      throw new ProblemError('not-found', 'This framework has no such comparison of models.');
    return {
      fileName: `${plainName(crosswalk.title)}.csv`,
      type: csv,
      body: table(crosswalkRows(content, crosswalk)),
    };
  });
}

interface Asked {
  framework: string;
  version?: number | undefined;
}

async function read(
  request: ApiRequest,
  { framework, version }: Asked,
): Promise<{ content: FrameworkContent; key: string; number: number }> {
  const stored = await request.inWorkspace((scope) =>
    readStored(scope, framework, { version: version ?? null }),
  );
  // One of its own has no short name but its id, which is one everywhere.
  return { content: currentOf(stored), key: stored.origin ?? stored.id, number: stored.number ?? 1 };
}
