import type { ColumnRole } from '#contract/imports';
import {
  group,
  measure,
  offered,
  taken,
  type KnownColumn,
  type Layout,
  type MeasureWords,
} from './layout.ts';

/** Its columns are known by their names as those of any other table are. */
export const california: Layout = {
  id: 'california-api',
  title: 'Academic Performance Index, California',
  needs: ['CDS', 'STYPE', ['API00', 'API99'], 'MEALS'],
  period: (table) => {
    const years = table.headers.flatMap((header) => /^api(\d\d)$/i.exec(header)?.[1] ?? []).map(Number);
    const full = years.map((year) => (year > 50 ? 1900 : 2000) + year);
    return full.length === 0 ? null : String(Math.max(...full));
  },
  column: () => null,
  knows: new Set(
    (
      'CDS STYPE NAME SNAME SNUM DNAME DNUM CNAME CNUM FLAG PCTTEST API00 API99 TARGET GROWTH SCH.WIDE COMP.IMP BOTH ' +
      'AWARDS MEALS ELL YR.RND MOBILITY ACS.K3 ACS.46 ACS.CORE PCT.RESP NOT.HSG HSG SOME.COL COL.GRAD GRAD.SCH AVG.ED ' +
      'FULL EMER ENROLL API.STU PW FPC'
    ).split(' '),
  ),
};

const part = (words: string): ColumnRole => ({ becomes: 'reference', group: words });
const pisaMeasures: Record<string, [MeasureWords, taken: boolean]> = {
  SCHOOL_SIZE: [{ label: 'Pupils on roll', kind: 'process', highMeans: 'neither', unit: 'pupils' }, true],
  STRATIO: [{ label: 'Pupils a teacher', kind: 'process', highMeans: 'neither', unit: null }, true],
  STAFF_SHORTAGE: [{ label: 'Shortage of staff', kind: 'process', highMeans: 'worse', unit: 'index' }, true],
  FUND_GOV: [
    { label: 'Funds from government', kind: 'governance', highMeans: 'neither', unit: 'percent' },
    true,
  ],
  FUND_FEES: [{ label: 'Funds from fees', kind: 'governance', highMeans: 'neither', unit: 'percent' }, true],
  FUND_DONATION: [
    { label: 'Funds from donations', kind: 'governance', highMeans: 'neither', unit: 'percent' },
    false,
  ],
  // Schools write means here too: 68.3 boys.
  ENROL_BOYS: [{ label: 'Boys, number', kind: 'process', highMeans: 'neither', unit: null }, false],
  ENROL_GIRLS: [{ label: 'Girls, number', kind: 'process', highMeans: 'neither', unit: null }, false],
  SCH_WGT: [{ label: 'Weight of the school', kind: 'process', highMeans: 'neither', unit: null }, true],
};
const pisaIdentity: Record<string, KnownColumn> = {
  YEAR: taken(part('Cycle')),
  COUNTRY: taken(part('Country')),
  SCHOOL_ID: taken({ becomes: 'reference', group: null }),
  PUBLIC_PRIVATE: taken(group('Public or private')),
};

/** One school of one country in one cycle: only the three together tell it from the others. */
export const pisa: Layout = {
  id: 'pisa-schools',
  title: 'PISA schools',
  needs: ['YEAR', 'COUNTRY', 'SCHOOL_ID', 'STRATIO', 'SCHOOL_SIZE'],
  period: () => null,
  column: (header) => {
    const upper = header.toUpperCase();
    const [found, isTaken] = pisaMeasures[upper] ?? [];
    if (found === undefined) return pisaIdentity[upper] ?? null;
    return isTaken === true ? taken(measure(found, {})) : offered(measure(found, {}));
  },
};
