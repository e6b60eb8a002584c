import type { Codings } from '#contract/coding';
import type { CodedSources } from './read.ts';

/** What was coded with one framework alone. Who coded nothing with it did not code. */
export const ofFramework = ({ open, left }: CodedSources, framework: string): CodedSources => ({
  open: open.map(({ text, coding }) => ({
    text,
    coding: { ...coding, codings: codedWith(coding.codings, framework) },
  })),
  left,
});

function codedWith(codings: Codings, framework: string): Codings {
  const { evidence, targets } = codings;
  const isOf = (place: number | undefined) => targets[place ?? -1]?.framework === framework;
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, i) => isOf(evidence.target[i]));
  return {
    ...codings,
    evidence: {
      id: keep(evidence.id),
      quotation: keep(evidence.quotation),
      target: keep(evidence.target),
      strength: keep(evidence.strength),
      suggested: keep(evidence.suggested),
      at: keep(evidence.at),
    },
  };
}
