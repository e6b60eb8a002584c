import type { IdentifyAnswer, SchoolRow } from './answer.ts';
import { studyText } from './studyText.ts';
import { paragraph, textTable } from '../textTable.ts';
import {
  besideColumns,
  besideSentences,
  decimal,
  excludedSentence,
  explanation,
  indexSentence,
  quantity,
  quarterSentence,
  reached,
  resultDigits,
  whole,
} from './words.ts';

/** The answer for people at a terminal: the finding, the counts, the resilient schools, and how we tell. */
export function terminalText(answer: IdentifyAnswer): string {
  const { resilient, struggling, hardest } = answer.computed.counts;
  const found = answer.schools.filter(({ type }) => type === 'resilient');
  return [
    `Of ${quantity(hardest, 'school')} in the hardest circumstances in ${answer.fileName}, ${whole(resilient)} ` +
      `${resilient === 1 ? 'reaches' : 'reach'} ${reached(answer)}.\n`,
    `  resilient   ${whole(resilient).padStart(6)}  ${explanation(answer).resilient}\n` +
      `  struggling  ${whole(struggling).padStart(6)}  ${explanation(answer).struggling}\n`,
    countsTable(answer),
    found.length === 0
      ? 'No school is resilient by this rule.\n'
      : `Resilient schools\n\n${schoolsTable(answer, found)}`,
    ...(answer.sample === null ? [] : [sampleText(answer, answer.sample)]),
    ...(answer.study === null ? [] : [studyText(answer.study)]),
    howWeTell(answer),
  ].join('\n');
}

function countsTable({ computed, coverage, options, parts }: IdentifyAnswer): string {
  const { counts, groups } = computed;
  // Where schools are left out, of how many there are.
  const partly = coverage.covered < coverage.frame;
  const row = (
    name: string,
    of: { schools: number; hardest: number; resilient: number; struggling: number },
    known: number,
  ) => [
    name,
    whole(of.schools),
    ...(partly ? [whole(known)] : []),
    ...[of.hardest, of.resilient, of.struggling].map(whole),
  ];
  return textTable(
    [
      { head: options.region ?? '' },
      { head: partly ? 'covered' : 'schools', right: true },
      ...(partly ? [{ head: 'of schools', right: true }] : []),
      { head: `hardest ${parts.hardest}`, right: true },
      { head: 'resilient', right: true },
      { head: 'struggling', right: true },
    ],
    [
      ...(options.region === null
        ? []
        : groups.map((group, g) => row(group.group, group, coverage.groups[g]?.frame ?? 0))),
      row('All', counts, coverage.frame + coverage.ungrouped),
    ],
  );
}

function schoolsTable(answer: IdentifyAnswer, schools: readonly SchoolRow[], withType = false): string {
  const { options } = answer;
  const more = besideColumns(answer);
  const columns = [
    { head: options.id },
    { head: options.name },
    ...(options.region === null ? [] : [{ head: options.region }]),
    { head: options.context.length > 1 ? 'index' : (options.context[0]?.column ?? 'index'), right: true },
    { head: options.result.column, right: true },
    ...more.map(({ head }) => ({ head, right: true })),
    ...(withType ? [{ head: 'type' }] : []),
  ];
  const digits = resultDigits(answer);
  const rows = schools.map((school) => [
    school.id,
    school.name,
    ...(options.region === null ? [] : [school.region ?? '']),
    decimal(school.index),
    decimal(school.result, digits),
    ...more.map(({ cell }) => cell(school)),
    ...(withType ? [school.type] : []),
  ]);
  return textTable(columns, rows);
}

function sampleText(
  answer: IdentifyAnswer,
  { schools, warnings }: NonNullable<IdentifyAnswer['sample']>,
): string {
  const { perType = 0, seed = 0 } = answer.options.sample ?? {};
  const head =
    `Drawn by lot: ${whole(perType)} resilient and ${whole(perType)} struggling, seed ${seed}. The same seed draws the ` +
    'same schools.';
  const notes = warnings.map((warning) => `\n${paragraph(`Note: ${warning}`)}`);
  return `${head}\n\n${schoolsTable(answer, schools, true)}${notes.join('')}`;
}

function howWeTell(answer: IdentifyAnswer): string {
  const warnings = answer.computed.method.warnings.map(({ message }) => `Note: ${message}`);
  const lines = [
    indexSentence(answer),
    quarterSentence(answer),
    excludedSentence(answer),
    ...besideSentences(answer),
    ...warnings,
  ];
  return `How we tell\n\n${lines.map((line) => paragraph(line)).join('')}`;
}
