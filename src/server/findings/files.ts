import { strengths } from '#contract/codingChanges';
import { poleWords } from '#contract/frameworkSides';
import { behind } from '#contract/findingWords';
import type { Cited, Finding } from '#contract/findings';
import { roleWords } from '#contract/heard';
import { wordDocument, type WordBlock } from '../platform/word.ts';

type Row = (string | number | null)[];

/** A line for each quotation, and one for a finding that nothing speaks of yet. */
export function findingsRows(findings: readonly Finding[]): Row[] {
  const rows = findings.flatMap((finding): Row[] => {
    const { said, shared, day } = finding;
    const head = [said, shared ? 'everybody' : 'researchers', day];
    if (finding.cited.length === 0) return [[...head, ...Array<null>(7).fill(null)]];
    return finding.cited.map((one) => [
      ...head,
      one.speaks,
      one.words,
      one.element,
      poleWords[one.pole],
      strengths.find(({ value }) => value === one.strength)?.words ?? null,
      roleWords(one),
      one.place?.title ?? null,
    ]);
  });
  const heads = [
    'Finding',
    'Read by',
    'Day',
    'Speaks',
    'Words',
    'Element',
    'Pole',
    'Strength',
    'Said by',
    'Source',
  ];
  return [heads, ...rows];
}

/** A finding after another, each with its words. Whoever gets the document reads no source: it may go anywhere. */
export function findingsDocument(findings: readonly Finding[]): Uint8Array<ArrayBuffer> {
  const blocks = findings.flatMap((finding): WordBlock[] => {
    const shown = finding.cited.filter((one) => one.shown);
    return [
      { heading: finding.said },
      behind(finding),
      ...shown.map((one) => `${one.speaks === 'against' ? 'Against it: ' : ''}${quoted(one)}`),
    ];
  });
  return wordDocument('Findings', blocks);
}

const quoted = (one: Cited): string =>
  `‘${one.words.trim()}’ (${roleWords(one)}; ${one.element}, ${poleWords[one.pole]})`;
