import * as contract from '#contract/identification';
import { chooseSettings, firstMeasures, neededMeasures } from '#contract/identificationInput';
import { modelMeasures } from '#contract/identificationModel';
import { yearMeasures } from '#contract/identificationPeriods';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { readFrame } from '../schools/index.ts';
import { answerOf, identifyFrame } from './answer.ts';
import { effectsCsv, effectsSvg } from './effects.ts';
import { figureSvg } from './figure.ts';
import { modelOf } from './model.ts';
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
    const body = schoolsCsv(frame, answer, await modelOf(frame, answer));
    return { fileName: 'schools.csv', type: 'text/csv; charset=utf-8', body };
  });

  bindDownload(door, contract.identificationFigure, async (request, input) => {
    const { frame, identified: answer } = await identified(request, input);
    return {
      fileName: 'circumstances-and-results.svg',
      type: 'image/svg+xml',
      body: figureSvg(frame, answer, input, await modelOf(frame, answer)),
    };
  });

  bindDownload(door, contract.effectsFigure, async (request, input) => {
    const { frame, identified: answer } = await identified(request, { ...input, model: 'on' });
    return {
      fileName: 'differences-from-circumstances.svg',
      type: 'image/svg+xml',
      body: await effectsSvg(frame, answer),
    };
  });

  bindDownload(door, contract.effectsTable, async (request, input) => {
    const { frame, identified: answer } = await identified(request, { ...input, model: 'on' });
    return {
      fileName: 'differences-from-circumstances.csv',
      type: 'text/csv; charset=utf-8',
      body: await effectsCsv(frame, answer),
    };
  });
}

/** What the answer is made of, and what its years and its model need besides. */
function wantedMeasures(described: contract.Frame, settings: contract.Settings): string[] {
  const chosen = chooseSettings(described, settings);
  if (chosen === null) return [];
  const model = chosen.model === undefined ? [] : modelMeasures(described, chosen);
  return [...new Set([...neededMeasures(described, settings), ...yearMeasures(described, chosen), ...model])];
}

/** The data are read in the transaction, the statistics computed after it. */
async function identified(request: ApiRequest, settings: contract.Settings) {
  const frame = await request.inWorkspace((scope) =>
    readFrame(scope, (described) => wantedMeasures(described, settings)),
  );
  const answer = identifyFrame(frame, settings);
  return { frame: answer.frame, identified: answer };
}
