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
import type { Asked } from './draw.ts';
import { packageOf } from './repeat.ts';
import { askedOf, readStudy } from './store.ts';
import { tableCsv } from './table.ts';
import { wordDocument } from '../platform/word.ts';

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
      return { study: kept, frame: await frameNow(scope, askedOf(kept)) };
    });
    const asked = askedOf(study);
    // A study keeps its schools' numbers, not those of all: R needs the data that it was drawn from.
    const digest = frame && (await orNull(() => digestNow(frame, asked)));
    if (frame === null || digest !== study.dataDigest) throw changed();
    const identified = identifyFrame(frame, asked.settings);
    return {
      fileName: fileName(study, 'to repeat in R.zip'),
      type: 'application/zip',
      body: packageOf(study, { identified, by }),
    };
  });
}

/** Null where the question names a measure or a grouping that is not here any more. */
async function orNull<T>(find: () => T | Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

const frameNow = (scope: Scope, { settings }: Asked): Promise<Frame | null> =>
  orNull(() => readFrame(scope, (described) => neededMeasures(described, settings)));

/** Of the data that the answer is from. */
function digestNow(frame: Frame, { settings }: Asked): string | null {
  const chosen = chooseSettings(frame, settings);
  return chosen && dataDigest(frame, neededMeasures(frame, chosen), chosen.within);
}

const changed = () =>
  new ProblemError(
    'conflict',
    'The data have changed since this draw, and a study keeps the numbers of its own schools, not those of all. So what R would repeat is not here any more. The table and the paragraph are kept as they were. To get this file, undo the imports that came later, or draw again and keep a new study.',
  );
