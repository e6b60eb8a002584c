import type { ColumnRole, MeasureRole } from '#contract/imports';
import { allPupils } from '#contract/measureKinds';
import { endOf, schoolYear } from '../years.ts';
import {
  fact,
  group,
  left,
  name,
  offered,
  reference,
  taken,
  type KnownColumn,
  type Surroundings,
} from './layout.ts';

/** Codes of the performance tables, in the words that the register has for them. */
const schoolTypes: Record<string, string> = {
  AC: 'Academy sponsor led',
  AC1619: 'Academy 16 to 19 sponsor led',
  ACAP: 'Academy alternative provision sponsor led',
  ACC: 'Academy converter',
  ACC1619: 'Academy 16-19 converter',
  ACCAP: 'Academy alternative provision converter',
  ACCS: 'Academy special converter',
  ACS: 'Academy special sponsor led',
  CHS: 'Community hospital school',
  CTC: 'City technology college',
  CY: 'Community school',
  CYS: 'Community special school',
  F: 'Free schools',
  F1619: 'Free schools 16 to 19',
  FAP: 'Free schools alternative provision',
  FD: 'Foundation school',
  FDS: 'Foundation special school',
  FESI: 'Further education sector institution',
  FHS: 'Foundation hospital school',
  FS: 'Free schools special',
  FSS: 'Studio schools',
  FUTC: 'University technical college',
  IND: 'Other independent school',
  INDSPEC: 'Other independent special school',
  INDSPS: 'Other independent special school',
  MODFC: 'Institution funded by other government department',
  NMSS: 'Non-maintained special school',
  PRU: 'Pupil referral unit',
  SS: 'Studio schools',
  UTC: 'University technical college',
  VA: 'Voluntary aided school',
  VC: 'Voluntary controlled school',
};

/** Columns of identity that the performance tables share. */
const shared: Record<string, KnownColumn> = {
  URN: taken(reference),
  SCHNAME: taken(name),
  // Numbers and codes are groups of their own: under the labels of the register's words, one group would be two.
  LEA: taken(fact('authority code', 'Local authority number')),
  LA: taken(fact('authority code', 'Local authority number')),
  ESTAB: taken(fact('establishment number')),
  TOWN: taken(fact('town')),
  PCODE: taken(fact('postcode')),
  NFTYPE: taken(fact('type', 'School type', schoolTypes)),
  SCHOOLTYPE: taken(group('School type in the census')),
  RELDENOM: taken(group('Religious character')),
  ICLOSE: offered(fact('status')),
  PCON_NAME: offered(group('Constituency')),
  URN_AC: taken(fact('successor')),
  OPEN_AC: taken(fact('successor date')),
};

/** Addresses, flags and numbers that are known, and of which nothing is kept. */
const notKept = new Set(
  (
    'ALPHAIND ADDRESS1 ADDRESS2 ADDRESS3 TELNUM PCON_CODE SCHNAME_AC AGERANGE CONFEXAM TAB15 TAB1618 ' +
    'TABKS2 GENDER ADMPOL EGENDER FEEDER'
  ).split(' '),
);

export function identityColumn(header: string): KnownColumn | null {
  const upper = header.toUpperCase();
  return shared[upper] ?? (notKept.has(upper) ? left : null);
}

/** `PTRWM_EXP_FSM6CLA1A_18` taken apart: what is measured, of whom, and of which year. */
export interface Parts {
  base: string;
  suffix: string;
  pupilGroup: string;
  /** Years before the file's own, 0 for its own. */
  period: string | null;
  bound: 'lower' | 'upper' | null;
}

/** `groups` is by suffix in capitals. */
export function takeApart(header: string, groups: Record<string, string>, period: string | null): Parts {
  const year = /_([1-3]\d)$/.exec(header);
  const span = /_3YR$/i.test(header);
  const rest = header.toUpperCase().replace(/_(?:1\d|2\d|3\d|3YR)$/, '');
  const ends = /_(LOWER|UPPER)$/.exec(rest)?.[1]?.toLowerCase() as 'lower' | 'upper' | undefined;
  const stem = ends === undefined ? rest : rest.slice(0, -6);
  const suffix = Object.keys(groups).find((one) => stem.endsWith(`_${one}`)) ?? '';
  return {
    base: suffix === '' ? stem : stem.slice(0, -suffix.length - 1),
    suffix,
    pupilGroup: groups[suffix] ?? allPupils,
    period: span ? threeYearsTo(period) : year === null ? period : schoolYear(2000 + Number(year[1])),
    bound: ends ?? null,
  };
}

function threeYearsTo(period: string | null): string {
  const end = period === null ? null : endOf(period);
  return end === null ? 'three years' : `${schoolYear(end - 2)} to ${schoolYear(end)}`;
}

/** The end of the header's name that says its year: `_18`, `_3YR` or nothing; `_94` is a grade 9 to 4. */
export function yearEnd(header: string): string {
  return /_(?:[1-3]\d|3YR)$/i.exec(header)?.[0] ?? '';
}

export function withCompanions(
  role: MeasureRole,
  around: Surroundings,
  names: Partial<Record<'numerator' | 'denominator' | 'lower' | 'upper', string | undefined>>,
): ColumnRole {
  const found = Object.entries(names).map(([key, one]) => [
    key,
    one === undefined ? null : around.header(one),
  ]);
  return { ...role, ...(Object.fromEntries(found) as Partial<MeasureRole>) };
}
