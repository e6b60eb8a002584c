import * as counting from '#contract/counting';
import * as contract from '#contract/exchange';
import { ProblemError } from '#contract/problem';
import { capital } from '#contract/words';
import type { Company } from '../coding/index.ts';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { bring } from './bring.ts';
import { bringCodes } from './bringCodes.ts';
import { codebookOf } from './codeTree.ts';
import { collect } from './collect.ts';
import { countsTable, readCounts } from './counts.ts';
import { knownFrameworks } from './known.ts';
import { writeCodebook } from './refi/writeCodes.ts';
import { inThread } from './thread.ts';
import { readWorkbookParts } from './workbookParts.ts';

const fileBytes = 64 * 1024 * 1024;
const codebookBytes = 8 * 1024 * 1024;

export function bindExchange(door: Door, company: Company): void {
  bindProjects(door, company);
  bindCodebooks(door);

  bind(door, counting.readCodeCounts, (request, { workspace: _, ...asked }) =>
    request.inWorkspace((scope) => readCounts(scope, asked)),
  );

  bindDownload(door, counting.codeCountsTable, async (request, { workspace: _, ...asked }) => ({
    fileName: `${capital(asked.columns)} by ${asked.by}, ${fileWords[asked.rule]}.csv`,
    type: 'text/csv; charset=utf-8',
    body: countsTable(await request.inWorkspace((scope) => readCounts(scope, asked))),
  }));
}

/** So that a file tells its rule wherever it goes. */
const fileWords = {
  code: 'each code once a source',
  group: 'once a source',
  quotation: 'each quotation',
  coding: 'each coding',
} as const;

function bindProjects(door: Door, company: Company): void {
  const brought = bringer(door, company);
  bind(door, contract.bringProject, (request, input) => brought(request, { ...input, task: 'read project' }));
  bind(door, contract.bringTranscripts, (request, input) =>
    brought(request, { ...input, task: 'read transcripts' }),
  );

  bindDownload(door, contract.workbookFile, async (request) => {
    const parts = await request.inWorkspace(readWorkbookParts);
    return {
      fileName: `${fileNameOf(parts.collected.name)}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await inThread({ task: 'write workbook', parts }),
    };
  });

  bindDownload(door, contract.projectFile, async (request) => {
    const collected = await request.inWorkspace(collect);
    return {
      fileName: `${fileNameOf(collected.name)}.qdpx`,
      type: 'application/zip',
      body: await inThread({ task: 'write project', collected }),
    };
  });
}

interface Asked {
  workspace: string;
  name: string;
  work?: string | undefined;
  task: 'read project' | 'read transcripts';
}

/** Nobody has a file read here who may not bring one. It is read before the transaction that stores it. */
function bringer(door: Door, company: Company) {
  return async (
    request: ApiRequest,
    { workspace, name, work, task }: Asked,
  ): Promise<contract.BroughtReport> => {
    const bytes = await request.body(fileBytes);
    await request.inWorkspace(() => Promise.resolve());
    const { person } = request.session();
    const named = work === undefined ? null : { person, workspace, work };
    const { report, changed } = await door.underway.run(named, request.signal, async (tools) => {
      tools.progress('Reading the file', 0, 0);
      const { project, remarks } = await inThread({ task, bytes, fileName: name }, tools.signal);
      return request.inWorkspace((scope) => bring(scope, { project, remarks }, tools));
    });
    company.tellAll(person, changed);
    return report;
  };
}

function bindCodebooks(door: Door): void {
  bind(door, contract.bringCodebook, async (request, { name }) => {
    const bytes = await request.body(codebookBytes);
    await request.inWorkspace(() => Promise.resolve());
    const codebooks = await inThread({ task: 'read codebook', bytes, fileName: name });
    return request.inWorkspace(async (scope) => {
      const { made } = await bringCodes(scope, codebooks);
      if (made.length === 0)
        throw new ProblemError('conflict', `Every code of ‘${name}’ is in a framework here already.`);
      return { frameworks: made };
    });
  });

  bindDownload(door, contract.codebookFile, async (request, { framework }) => {
    const found = await request.inWorkspace(async (scope) =>
      (await knownFrameworks(scope)).find(({ id }) => id === framework),
    );
    if (found === undefined)
      throw new ProblemError(
        'not-found',
        'There is no such framework here, or nothing of it was published yet.',
      );
    const { id, content, guids } = found;
    return {
      fileName: `${fileNameOf(content.title)}.qdc`,
      type: 'application/xml; charset=utf-8',
      body: writeCodebook(codebookOf({ id, content, used: [], known: guids })),
    };
  });
}

const fileNameOf = (title: string) => title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'Reedbed';
