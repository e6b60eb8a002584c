import * as contract from '#contract/coding';
import type { CodingChange } from '#contract/codingChanges';
import * as finding from '#contract/finding';
import { ProblemError } from '#contract/problem';
import * as reconciling from '#contract/reconciling';
import { bind, bindDownload, bindEvents } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { isRefusedFor } from '../platform/problems.ts';
import { act, redo, undo } from './acts.ts';
import { assign, finish } from './assign.ts';
import type { Company } from './company.ts';
import { readCodings, readOwnName, readState } from './store.ts';
import { decideUnits, readDecided } from './decide.ts';
import { decisionsTable, readDecisionParts } from './decisionsTable.ts';
import { codePlaces } from './codeFound.ts';
import { findIn, readParts, readSaid, withCodes } from './find.ts';
import { foundTable } from './foundTable.ts';
import { recode } from './recode.ts';
import { codingsTable, readFrameworks, readTable } from './table.ts';

/** Finding what was said and coded, and coding what was found. */
function bindFinding(door: Door, company: Company): void {
  /** Others at a desk see at once what was coded from here. */
  const told = async <T extends { changed: Map<string, CodingChange[]> }>(
    request: ApiRequest,
    doing: Promise<T>,
  ): Promise<Omit<T, 'changed'>> => {
    const { changed, ...answer } = await doing.catch(sayTaken);
    company.tellAll(request.session().person, changed);
    return answer;
  };

  bind(door, finding.find, async (request, { workspace: _, ...asked }) => {
    const { said, ...found } = await findAll(request, asked);
    return { ...found, hits: withCodes(found.hits, said) };
  });

  bind(door, finding.codeFound, (request, { workspace: _, ...asked }) =>
    told(
      request,
      request.inWorkspace((scope) => codePlaces(scope, asked)),
    ),
  );

  bind(door, finding.recodeFound, (request, { workspace: _, ...recoding }) =>
    told(
      request,
      request.inWorkspace((scope) => recode(scope, recoding)),
    ),
  );

  bindDownload(door, finding.findTable, async (request, { workspace: _, ...asked }) => {
    const { hits, said } = await findAll(request, { ...asked, most: mostRows });
    const ids = new Set(said.map(({ code }) => code.framework));
    const frameworks = await request.inWorkspace((scope) => readFrameworks(scope, [...ids]));
    const found = { hits: withCodes(hits, said), frameworks };
    return { fileName: 'Found.csv', type: 'text/csv; charset=utf-8', body: foundTable(found) };
  });
}

/** Texts are looked through outside the transactions that read them. */
async function findAll(request: ApiRequest, asked: Parameters<typeof findIn>[1]) {
  const parts = await request.inWorkspace((scope) => readParts(scope, asked));
  const found = findIn(parts, asked);
  const said = await request.inWorkspace((scope) => readSaid(scope, found.hits));
  return { ...found, said };
}

const mostRows = 1_000_000;

/** What was decided where coders differ. */
function bindReconciling(door: Door): void {
  bind(door, reconciling.readDecisions, (request, { source }) =>
    request.inWorkspace((scope) => readDecided(scope, source)),
  );

  bind(door, reconciling.decide, (request, { source, decisions }) =>
    request
      .inWorkspace(async (scope) => {
        await decideUnits(scope, source, decisions);
        return readDecided(scope, source);
      })
      .catch(sayTaken),
  );

  bindDownload(door, reconciling.decisionsTable, async (request, { source }) => {
    const parts = await request.inWorkspace((scope) => readDecisionParts(scope, source));
    return {
      fileName: 'Decisions.csv',
      type: 'text/csv; charset=utf-8',
      body: decisionsTable(parts),
    };
  });
}

/** What is done at the desk, and who is there. */
function bindDesk(door: Door, company: Company): void {
  const told = async (request: ApiRequest, source: string, done: Promise<contract.Done>) => {
    const kept = await done.catch(sayTaken);
    company.tell(source, request.session().person, kept);
    return kept;
  };

  bindEvents(door, contract.followCoding, (request, { source }) =>
    Promise.resolve(
      company.follow(source, {
        person: request.session().person,
        mayLook: () =>
          request.inWorkspace(async (scope) => {
            const { open } = await readState(scope, source);
            return { open, name: await readOwnName(scope) };
          }),
        signal: request.signal,
      }),
    ),
  );

  bind(door, contract.changeCoding, (request, { source, command, length }) =>
    told(
      request,
      source,
      request.inWorkspace((scope) => act(scope, source, command, { of: length })),
    ),
  );

  bind(door, contract.undoCoding, (request, { source }) =>
    told(
      request,
      source,
      request.inWorkspace((scope) => undo(scope, source)),
    ),
  );

  bind(door, contract.redoCoding, (request, { source }) =>
    told(
      request,
      source,
      request.inWorkspace((scope) => redo(scope, source)),
    ),
  );
}

export function bindCoding(door: Door, company: Company): void {
  bindDesk(door, company);
  bindFinding(door, company);
  bindReconciling(door);

  bind(door, contract.readCoding, (request, { source }) =>
    request.inWorkspace(async (scope) => ({
      ...(await readState(scope, source)),
      codings: await readCodings(scope, source),
    })),
  );

  bind(door, contract.assignCoders, (request, { source, blind, coders }) =>
    request.inWorkspace((scope) => assign(scope, source, { blind, coders })),
  );

  bind(door, contract.finishCoding, (request, { source, finished }) =>
    request.inWorkspace((scope) => finish(scope, source, finished)),
  );

  bindDownload(door, contract.codingsTable, async (request, { source }) => ({
    fileName: 'codings.csv',
    type: 'text/csv; charset=utf-8',
    body: codingsTable(await request.inWorkspace((scope) => readTable(scope, source ?? null))),
  }));
}

/** An id that a client made up and that another row bears already. */
function sayTaken(error: unknown): never {
  if (isRefusedFor(error, 'unique'))
    throw new ProblemError('conflict', 'This was written already, in another way. Load the page anew.', {
      cause: error,
    });
  throw error;
}
