import type { InformantType, SourceRecord, SourceSummary } from '#contract/sources';
import { counted, listed } from '#contract/words';

interface Choice<T extends string> {
  value: T;
  label: string;
}

export const kindChoices: readonly Choice<SourceRecord['kind']>[] = [
  { value: 'interview', label: 'Interview' },
  { value: 'focus group', label: 'Focus group' },
  { value: 'lesson', label: 'Lesson' },
  { value: 'observation', label: 'Observation' },
  { value: 'document', label: 'Document' },
];

export const consentChoices: readonly Choice<SourceRecord['consent']>[] = [
  { value: 'not recorded', label: 'Not recorded here' },
  { value: 'written', label: 'Given in writing' },
  { value: 'spoken', label: 'Given in words' },
  { value: 'by parents', label: 'Given by parents' },
  { value: 'not needed', label: 'Not needed' },
];

export const typeChoices: readonly Choice<InformantType>[] = [
  { value: 'principal', label: 'Principal' },
  { value: 'leader', label: 'Another leader' },
  { value: 'teacher', label: 'Teacher' },
  { value: 'staff', label: 'Other staff' },
  { value: 'parent', label: 'Parent' },
  { value: 'pupil', label: 'Pupil' },
  { value: 'governor', label: 'Governor' },
  { value: 'partner', label: 'Partner of the community' },
  { value: 'other', label: 'Somebody else' },
];

export const labelOf = <T extends string>(choices: readonly Choice<T>[], value: T): string =>
  choices.find((one) => one.value === value)?.label ?? value;

/** `Interview with a principal and 5 teachers`. */
export function aboutWhom({ kind, informants }: Pick<SourceSummary, 'kind' | 'informants'>): string {
  const people = new Map<InformantType, number>();
  for (const one of informants) people.set(one.type, (people.get(one.type) ?? 0) + one.people);
  const kindName = labelOf(kindChoices, kind);
  if (people.size === 0) return kindName;
  return `${kindName}: ${listed([...people].map(([type, count]) => counted(count, ...nounOf[type])))}`;
}

const nounOf: Record<InformantType, [one: string, many: string]> = {
  principal: ['principal', 'principals'],
  leader: ['leader', 'leaders'],
  teacher: ['teacher', 'teachers'],
  staff: ['other of the staff', 'others of the staff'],
  parent: ['parent', 'parents'],
  pupil: ['pupil', 'pupils'],
  governor: ['governor', 'governors'],
  partner: ['partner', 'partners'],
  other: ['other person', 'other people'],
};
