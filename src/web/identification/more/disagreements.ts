import type { Findings } from '#contract/identificationFindings';
import type { ModelFit } from '#contract/identificationModelAnswer';
import type { ComparedViews } from '#stats';

type Disagreement = ComparedViews['resilient'];
type Reason =
  | Disagreement['unconfirmed'][number]['reasons'][number]
  | Disagreement['overlooked'][number]['reasons'][number];

export interface Disagreeing {
  key: string;
  label: string;
  /** Rows with the reason in words. */
  schools: { row: number; why: string }[];
}

/** The schools that are shown of which rule and model disagree, by how. */
export function disagreements(findings: Findings, { views }: ModelFit): Disagreeing[] {
  const { result, drawn, parts } = findings;
  const words = (reasons: readonly Reason[], side: Side) =>
    reasons.map((reason) => reasonWords(reason, side, findings)).join('; ');
  const listed = (found: Disagreement['unconfirmed'] | Disagreement['overlooked'], side: Side) =>
    found
      .filter(({ row }) => drawn[row] === 1)
      .map(({ row, reasons }) => ({ row, why: words(reasons, side) }));
  const hardest = (row: number) => result.contextQuartile[row] === 1;
  const overlooked = (side: Side) => listed(views[side.label].overlooked, side);
  const [up, down] = [sides.resilient, sides.struggling];
  return [
    {
      key: 'resilient-only',
      label: 'Resilient by the rule, not clear in the model',
      schools: listed(views.resilient.unconfirmed, up),
    },
    {
      key: 'better-hardest',
      label: `Better than expected in the hardest ${parts.hardest}, not resilient`,
      schools: overlooked(up).filter(({ row }) => hardest(row)),
    },
    {
      key: 'struggling-only',
      label: 'Struggling by the rule, not clear in the model',
      schools: listed(views.struggling.unconfirmed, down),
    },
    {
      key: 'worse-hardest',
      label: `Worse than expected in the hardest ${parts.hardest}, not struggling`,
      schools: overlooked(down).filter(({ row }) => hardest(row)),
    },
    {
      key: 'better-others',
      label: 'Better than expected in other circumstances',
      schools: overlooked(up).filter(({ row }) => !hardest(row)),
    },
  ];
}

interface Side {
  label: 'resilient' | 'struggling';
  better: string;
  part: 'top' | 'lowest';
}

const sides: Record<Side['label'], Side> = {
  resilient: { label: 'resilient', better: 'better', part: 'top' },
  struggling: { label: 'struggling', better: 'worse', part: 'lowest' },
};

/** Why one view says what the other does not, for a person who has not read the method. */
export function reasonWords(
  reason: Reason,
  side: Side,
  { parts, chosen }: Pick<Findings, 'parts' | 'chosen'>,
): string {
  const part = `${side.part} ${parts.top} of results`;
  const words: Record<Reason, string> = {
    circumstances: 'its own circumstances let expect such a result, or one further out',
    'small-school': 'so few pupils that more than half of the difference may be chance',
    'near-cut': `within chance of the edge of the ${part}`,
    uncertain: 'it differs, but not clearly',
    'other-circumstances': `not in the hardest ${parts.hardest} of circumstances`,
    'near-hardest': `though close to the hardest ${parts.hardest}`,
    'beyond-cut':
      chosen.hold === undefined
        ? `much ${side.better} than its circumstances let expect, but not in the ${part}`
        : `clear this year; it is not in the ${part}, or did not hold the label in every year`,
    'not-classified': 'the rule lacks a value of it',
  };
  return words[reason];
}
