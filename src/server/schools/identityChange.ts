import type { SchoolFact } from '#contract/importCodes';
import type { BroughtSchool } from './brought.ts';

/** Where each fact about a school is kept. */
export const factColumns = {
  'authority code': 'authority_code',
  'authority name': 'authority_name',
  'establishment number': 'establishment_number',
  phase: 'phase',
  type: 'type',
  status: 'status',
  opened: 'opened',
  closed: 'closed',
  postcode: 'postcode',
  town: 'town',
  'lowest age': 'lowest_age',
  'highest age': 'highest_age',
  successor: 'successor_reference',
  'successor date': 'successor_on',
  predecessor: 'predecessor_reference',
} as const satisfies Record<SchoolFact, string>;

export type Column = 'name' | (typeof factColumns)[SchoolFact];
export const identityColumns: readonly Column[] = ['name', ...Object.values(factColumns)];

/** Who a school is: its name and what a register says of it. */
export type Identity = Partial<Record<Column, string | null>>;
export interface KnownSchool extends Identity {
  school_id: string;
  reference: string;
  name: string;
}

/** What a file says otherwise than what is known: the new values. A blank cell takes nothing away. */
export function identityChange(known: KnownSchool, brought: BroughtSchool): Identity | null {
  const change: Identity = {};
  for (const [column, value] of Object.entries(identityOf(brought)) as [Column, string][]) {
    if (value !== known[column] && !isCodeForWords(column, known[column], value)) change[column] = value;
  }
  return Object.keys(change).length === 0 ? null : change;
}

const inWords = new Set<Column>(['phase', 'type', 'status']);

/** `CY` or `1`, where `Community school` or `Open` is known: the words say more, and stay. */
function isCodeForWords(column: Column, known: string | null | undefined, brought: string): boolean {
  return inWords.has(column) && /[a-z]/.test(known ?? '') && /^[A-Z0-9]{1,8}$/.test(brought);
}

export function identityOf({ name, facts }: BroughtSchool): Identity {
  const told: Identity = name === null ? {} : { name };
  for (const [fact, value] of Object.entries(facts) as [SchoolFact, string][]) {
    if (value !== '') told[factColumns[fact]] = value;
  }
  return told;
}
