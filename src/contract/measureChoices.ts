import type { HighMeans, MeasureKind } from './measureKinds.ts';

/** What a measure tells of, as a choice. */
export const kindChoices: readonly { value: MeasureKind; label: string }[] = [
  { value: 'context', label: 'Circumstances' },
  { value: 'result', label: 'Result' },
  { value: 'process', label: 'Process' },
  { value: 'inspection', label: 'Inspection' },
  { value: 'governance', label: 'Governance' },
  { value: 'outcome', label: 'Outcome' },
];

/** The directions that make sense for a kind: circumstances are harder or easier, results better or worse. */
export function directionChoices(kind: MeasureKind): readonly { value: HighMeans; label: string }[] {
  const sides = kind === 'context' ? (['harder', 'easier'] as const) : (['better', 'worse'] as const);
  return [
    ...sides.map((value) => ({ value, label: `High is ${value}` })),
    { value: 'neither', label: 'Neither' },
  ];
}

/** The direction that was chosen, where it makes sense for the kind. */
export function fittingDirection(kind: MeasureKind, highMeans: HighMeans): HighMeans {
  return directionChoices(kind).some(({ value }) => value === highMeans) ? highMeans : 'neither';
}
