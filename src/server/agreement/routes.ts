import * as contract from '#contract/agreement';
import type { Agreement } from '#contract/agreement';
import type { UnitKind } from '#contract/textUnits';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { readFrameworks } from '../coding/index.ts';
import { readCoded } from './read.ts';
import { codesCsv, questionsCsv } from './tables.ts';
import { reckon } from './thread.ts';

export function bindAgreement(door: Door): void {
  bind(door, contract.readAgreement, (request, input) => agreement(request, input));

  bindDownload(door, contract.agreementTable, async (request, input) => {
    const found = await agreement(request, input);
    return { ...csv, fileName: nameOf('Agreement', found, input), body: questionsCsv(found) };
  });

  bindDownload(door, contract.agreementByCode, async (request, input) => {
    const found = await agreement(request, input);
    const ids = new Set(found.found?.targets.map(({ framework }) => framework));
    const frameworks = await request.inWorkspace((scope) => readFrameworks(scope, [...ids]));
    return { ...csv, fileName: nameOf('Agreement by code', found, input), body: codesCsv(found, frameworks) };
  });
}

const csv = { type: 'text/csv; charset=utf-8' };

const nameOf = (what: string, { sources }: Agreement, { source }: Asked): string => {
  const [one] = sources;
  return `${what}${source === undefined || one === undefined ? '' : `, ${one.title}`}.csv`;
};

interface Asked {
  source?: string | undefined;
  unit: UnitKind;
  uncoded: 'with' | 'without';
}

/** Read at one moment, and reckoned beside the requests of others. */
async function agreement(request: ApiRequest, { source, unit, uncoded }: Asked): Promise<Agreement> {
  const coded = await request.inWorkspace((scope) => readCoded(scope, source ?? null));
  return reckon(coded, { unit, uncoded: uncoded === 'with' }, request.signal);
}
