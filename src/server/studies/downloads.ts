import * as contract from '#contract/studyFiles';
import type { Study } from '#contract/studies';
import { ProblemError } from '#contract/problem';
import { methodParagraph } from '#contract/studyMethodWords';
import { factsOf } from '#contract/studyWords';
import type { Frame } from '#contract/identification';
import { chooseSettings, neededMeasures } from '#contract/identificationInput';
import { bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
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
      return { study: kept, frame: await frameOfThen(scope, kept) };
    });
    const identified = identifyFrame(frame, askedOf(study).settings);
    return {
      fileName: fileName(study, 'to repeat in R.zip'),
      type: 'application/zip',
      body: packageOf(study, { frame, identified, by }),
    };
  });
}

/** The data that a study was drawn from, where they are still those of then: a study keeps its schools' numbers, not all. */
async function frameOfThen(scope: Scope, study: Study): Promise<Frame> {
  const { settings } = askedOf(study);
  try {
    const frame = await readFrame(scope, (described) => neededMeasures(described, settings));
    const chosen = chooseSettings(frame, settings);
    if (chosen === null) throw changed();
    const digest = dataDigest(frame, neededMeasures(frame, chosen), chosen.within);
    if (digest === study.dataDigest) return frame;
  } catch (error) {
    // A measure or a grouping that the question names is not here any more.
    if (!(error instanceof ProblemError)) throw error;
  }
  throw changed();
}

const changed = () =>
  new ProblemError(
    'conflict',
    'The data have changed since this draw, and a study keeps the numbers of its own schools, not those of all. So what R would repeat is not here any more. The table and the paragraph are kept as they were. To get this file, undo the imports that came later, or draw again and keep a new study.',
  );
