import * as contract from '#contract/studyFiles';
import type { Study } from '#contract/studies';
import { ProblemError } from '#contract/problem';
import { factsOf, methodParagraph } from '#contract/studyWords';
import { neededMeasures } from '#contract/identificationInput';
import { bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { readFrame } from '../schools/index.ts';
import { dataDigest, identifyFrame } from '../identification/index.ts';
import { packageOf } from './repeat.ts';
import { askedOf, readStudy } from './store.ts';
import { tableCsv } from './table.ts';
import { wordDocument } from './word.ts';

const fileName = ({ name }: Study, what: string) =>
  `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim()}, ${what}`;

/** Files of a study. Those with schools name them only where names are asked for. */
export function bindDownloads(door: Door): void {
  bindDownload(door, contract.studyTable, async (request, { study: id, by }) => {
    const study = await request.inWorkspace((scope) => readStudy(scope, id));
    return {
      fileName: fileName(study, 'table.csv'),
      type: 'text/csv; charset=utf-8',
      body: tableCsv(study, by),
    };
  });

  bindDownload(door, contract.studyMethod, async (request, { study: id }) => {
    const study = await request.inWorkspace((scope) => readStudy(scope, id));
    return {
      fileName: fileName(study, 'method.txt'),
      type: 'text/plain; charset=utf-8',
      body: `${methodParagraph(factsOf(study))}\n`,
    };
  });

  bindDownload(door, contract.studyWord, async (request, { study: id }) => {
    const study = await request.inWorkspace((scope) => readStudy(scope, id));
    return {
      fileName: fileName(study, 'method.docx'),
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      body: wordDocument(study.name, [methodParagraph(factsOf(study))]),
    };
  });

  bindDownload(door, contract.studyPackage, async (request, { study: id, by }) => {
    const { study, frame } = await request.inWorkspace(async (scope) => {
      const kept = await readStudy(scope, id);
      const { settings } = askedOf(kept);
      return {
        study: kept,
        frame: await readFrame(scope, (described) => neededMeasures(described, settings)),
      };
    });
    const identified = identifyFrame(frame, askedOf(study).settings);
    const { chosen, result } = identified;
    if (result.method.choices !== undefined) {
      throw new ProblemError(
        'conflict',
        'The script for R repeats quarters of the first component, listwise; this study was drawn with other choices. Its table and its paragraph can be had.',
      );
    }
    if (dataDigest(frame, neededMeasures(frame, chosen), chosen.within) !== study.dataDigest) {
      throw new ProblemError(
        'conflict',
        'The data have changed since this draw, so they would not repeat it. The table and the paragraph are kept as they were; undo the later import to get the data of then.',
      );
    }
    return {
      fileName: fileName(study, 'to repeat in R.zip'),
      type: 'application/zip',
      body: packageOf(study, { frame, identified, by }),
    };
  });
}
