import type { ColumnRole, FileImport, Mapping } from '#contract/imports';
import type { DescribedMeasure } from '../schools/index.ts';
import { saidOf } from './rules/layouts/said.ts';

/** What a national file's own documentation says of the measures that are taken from it, however they are labelled here. */
export function describedBy(
  { layout, columns }: Pick<FileImport, 'layout' | 'columns'>,
  mapping: Mapping,
): DescribedMeasure[] {
  if (layout === null) return [];
  return mapping.flatMap((role, i) => {
    const column = columns[i];
    if (role.becomes !== 'measure' || column === undefined) return [];
    const known = labelOf(column.offer) ?? labelOf(column.suggestion);
    const said = known === null ? null : saidOf(layout.id, known);
    if (said === null) return [];
    const { label, period, pupilGroup } = role;
    return [{ label, period: period === '' ? null : period, pupilGroup, ...said }];
  });
}

const labelOf = (role: ColumnRole | null) => (role?.becomes === 'measure' ? role.label : null);
