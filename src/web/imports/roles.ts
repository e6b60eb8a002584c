import {
  plainMeasure,
  type ColumnRole,
  type FileColumn,
  type HighMeans,
  type MeasureKind,
} from '#contract/imports';

export type Becomes = ColumnRole['becomes'];

export const becomesChoices: readonly { value: Becomes; label: string }[] = [
  { value: 'ignored', label: 'Left out' },
  { value: 'reference', label: 'School reference' },
  { value: 'name', label: 'School name' },
  { value: 'fact', label: 'Fact of the register' },
  { value: 'rowKind', label: 'Kind of row' },
  { value: 'group', label: 'Group' },
  { value: 'measure', label: 'Measure' },
];

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

/** Another role for a column; what was said before is kept where it still fits. */
export function changeBecomes(role: ColumnRole, becomes: Becomes, column: FileColumn): ColumnRole {
  const label = 'label' in role ? role.label : column.header;
  const known = [column.suggestion, column.offer].find((one) => one?.becomes === becomes);
  switch (becomes) {
    case 'group':
      return { becomes, label: label.slice(0, 80) };
    case 'measure':
      if (known !== undefined && known !== null) return known;
      return {
        ...plainMeasure,
        label: label.slice(0, 120),
        kind: 'context',
        highMeans: 'neither',
        period: null,
        unit: null,
      };
    case 'fact':
      return known ?? { becomes, fact: 'type', group: null };
    case 'rowKind': {
      const kinds = column.samples.map((value) => ({ value, means: 'school' as const, group: null }));
      return known ?? { becomes, label: label.slice(0, 80), kinds };
    }
    case 'reference':
      return { becomes, group: null };
    case 'ignored':
    case 'name':
      return { becomes };
  }
}

export function changeKind(role: Extract<ColumnRole, { becomes: 'measure' }>, kind: MeasureKind): ColumnRole {
  const fits = directionChoices(kind).some((choice) => choice.value === role.highMeans);
  return { ...role, kind, highMeans: fits ? role.highMeans : 'neither' };
}

/** Which heading a column stands under; by what was recognised, so that rows keep their place while they are changed. */
export function sectionOf(column: FileColumn): 'identity' | 'measures' | 'rest' {
  switch (column.suggestion.becomes) {
    case 'ignored':
      return column.sure ? 'rest' : 'measures';
    case 'measure':
      return 'measures';
    case 'reference':
    case 'name':
    case 'fact':
    case 'rowKind':
    case 'group':
      return 'identity';
  }
}
