import * as contract from '#contract/identification';
import { firstMeasures, neededMeasures } from '#contract/identificationInput';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { readFrame } from '../schools/index.ts';
import { answerOf, identifyFrame } from './answer.ts';
import { figureSvg } from './figure.ts';
import { schoolsCsv } from './table.ts';

export function bindIdentification(door: Door): void {
  bind(door, contract.readFrame, (request, { measure }) =>
    request.inWorkspace((scope) =>
      readFrame(scope, (described) => (measure.length > 0 ? measure : firstMeasures(described))),
    ),
  );

  bind(door, contract.identify, async (request, input) =>
    answerOf((await identified(request, input)).identified),
  );

  bindDownload(door, contract.identificationTable, async (request, input) => {
    const { frame, identified: answer } = await identified(request, input);
    return { fileName: 'schools.csv', type: 'text/csv; charset=utf-8', body: schoolsCsv(frame, answer) };
  });

  bindDownload(door, contract.identificationFigure, async (request, input) => {
    const { frame, identified: answer } = await identified(request, input);
    return {
      fileName: 'circumstances-and-results.svg',
      type: 'image/svg+xml',
      body: figureSvg(frame, answer, input),
    };
  });
}

/** The data are read in the transaction, the statistics computed after it. */
async function identified(request: ApiRequest, settings: contract.Settings) {
  const frame = await request.inWorkspace((scope) =>
    readFrame(scope, (described) => neededMeasures(described, settings)),
  );
  return { frame, identified: identifyFrame(frame, settings) };
}
