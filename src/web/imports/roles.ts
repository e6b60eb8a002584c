import { plainMeasure, type ColumnRole, type FileColumn, type Mapping } from '#contract/imports';
import { fittingDirection, kindChoices } from '#contract/measureChoices';
import type { MeasureKind } from '#contract/measureKinds';
import { capital } from '#contract/words';

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
      return known ?? { becomes, fact: 'type', group: null, words: null };
    case 'rowKind': {
      const kinds = column.samples
        .filter((value) => value.length <= 80)
        .map((value) => ({ value, means: 'school' as const, group: null }));
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
  return { ...role, kind, highMeans: fittingDirection(kind, role.highMeans) };
}

export type Section = 'identity' | 'groups' | 'measures' | 'unrecognised' | 'rest';

/** Which heading a column stands under; `open` where a person should look. */
function sectionOf(role: ColumnRole, open: boolean): Section {
  switch (role.becomes) {
    case 'ignored':
      return open ? 'unrecognised' : 'rest';
    case 'measure':
      return 'measures';
    case 'group':
      return 'groups';
    case 'reference':
    case 'name':
    case 'fact':
    case 'rowKind':
      return 'identity';
  }
}

const ranks: Partial<Record<Becomes, number>> = { reference: 0, name: 1, rowKind: 2 };

/** Who a school is comes before what a register says of it; else columns keep the file's order. */
function rankOf(role: ColumnRole): number {
  return ranks[role.becomes] ?? 3;
}

/** Places of the columns under each heading; who a school is first, else in the file's order. */
export function sectionsOf(mapping: Mapping, open: ReadonlySet<number>): Record<Section, number[]> {
  const sections: Record<Section, number[]> = {
    identity: [],
    groups: [],
    measures: [],
    unrecognised: [],
    rest: [],
  };
  for (const [i, role] of mapping.entries()) sections[sectionOf(role, open.has(i))].push(i);
  const rank = (i: number) => rankOf(mapping[i] ?? { becomes: 'ignored' });
  sections.identity.sort((a, b) => rank(a) - rank(b));
  return sections;
}

/** A measure that can be read either way: without an answer it is left out. */
export function asksDirection({ sure, suggestion }: Pick<FileColumn, 'sure' | 'suggestion'>): boolean {
  return !sure && suggestion.becomes === 'measure' && suggestion.highMeans === 'neither';
}

/** What a column is stored as: what people read in bold, and beneath it what else there is to know. */
export function storedWords(role: ColumnRole, period: string | null): { label: string; note: string | null } {
  switch (role.becomes) {
    case 'ignored':
      return { label: 'Left out', note: null };
    case 'reference':
      return { label: 'School reference', note: alsoGroup(role.group) };
    case 'name':
      return { label: 'Name', note: null };
    case 'fact':
      return {
        label: capital(role.fact),
        note: role.words === null ? alsoGroup(role.group) : inWords(alsoGroup(role.group)),
      };
    case 'rowKind':
      return { label: role.label, note: 'tells schools from lines of totals' };
    case 'group':
      return { label: role.label, note: null };
    case 'measure':
      return { label: role.label, note: measureNote(role, period) };
  }
}

function measureNote(role: Extract<ColumnRole, { becomes: 'measure' }>, period: string | null): string {
  const kind = kindChoices.find(({ value }) => value === role.kind)?.label.toLowerCase() ?? role.kind;
  const parts = [
    role.unit ?? '',
    role.period === period ? '' : (role.period ?? 'no period'),
    role.lower === null || role.upper === null ? '' : 'with its interval, from 2 more columns',
    kind,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const inWords = (more: string | null) => `its codes in words${more === null ? '' : `, ${more}`}`;
const alsoGroup = (group: string | null) => (group === null ? null : `and a group, ${group}`);
/** `higher is better`; null where a high value says nothing. */
export function directionWords(role: ColumnRole): string | null {
  return role.becomes === 'measure' && role.highMeans !== 'neither' ? `higher is ${role.highMeans}` : null;
}

/** The period of most measures; null where most name none, or there is no measure. */
export function commonPeriod(mapping: readonly ColumnRole[]): string | null {
  const counts = new Map<string | null, number>();
  for (const role of mapping) {
    if (role.becomes === 'measure') counts.set(role.period, (counts.get(role.period) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
