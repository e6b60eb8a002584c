import type { ColumnRole, MeasureRole } from '#contract/imports';
import { readDate } from '../dates.ts';
import type { Table } from '../table.ts';
import { schoolYear, yearInFileName } from '../years.ts';
import { identityColumn } from './england.ts';
import {
  fact,
  group,
  left,
  measure,
  name,
  offered,
  reference,
  taken,
  type KnownColumn,
  type Layout,
} from './layout.ts';

/** England's grades of inspection. ‘Satisfactory’ was the third of four until 2012. */
export const ofstedLevels: MeasureRole['levels'] = [
  { label: 'Outstanding', value: 1 },
  { label: 'Good', value: 2 },
  { label: 'Requires improvement', value: 3 },
  { label: 'Satisfactory', value: 3 },
  { label: 'Inadequate', value: 4 },
  { label: 'Serious Weaknesses', value: 4 },
  { label: 'Special Measures', value: 4 },
];

function grade(label: string): ColumnRole {
  const words = {
    label,
    kind: 'inspection',
    highMeans: 'worse',
    unit: '1 outstanding to 4 inadequate',
  } as const;
  return measure(words, { levels: ofstedLevels });
}

const areas: Record<string, string> = {
  RATING: 'Overall effectiveness',
  'OVERALL EFFECTIVENESS': 'Overall effectiveness',
  'QUALITY OF EDUCATION': 'Quality of education',
  'BEHAVIOUR AND ATTITUDES': 'Behaviour and attitudes',
  'PERSONAL DEVELOPMENT': 'Personal development',
  'EFFECTIVENESS OF LEADERSHIP AND MANAGEMENT': 'Leadership and management',
};

export const ofsted: Layout = {
  id: 'ofsted',
  title: 'Ofsted inspection grades, England',
  needs: ['URN', ['RATING', 'OVERALL EFFECTIVENESS']],
  period: () => null,
  column: (header) => {
    const upper = header.toUpperCase();
    const area = areas[upper];
    if (area !== undefined) return taken(grade(area));
    if (upper === 'SCHOOL NAME') return taken(name);
    return identityColumn(header);
  },
};

const gias: Record<string, KnownColumn> = {
  URN: taken(reference),
  ESTABLISHMENTNAME: taken(name),
  'LA (CODE)': taken(fact('authority code')),
  'LA (NAME)': taken(fact('authority name', 'Local authority')),
  ESTABLISHMENTNUMBER: taken(fact('establishment number')),
  'TYPEOFESTABLISHMENT (NAME)': taken(fact('type', 'School type')),
  'ESTABLISHMENTTYPEGROUP (NAME)': offered(group('Group of school types')),
  'ESTABLISHMENTSTATUS (NAME)': taken(fact('status', 'Open or closed')),
  'PHASEOFEDUCATION (NAME)': taken(fact('phase', 'Phase')),
  OPENDATE: taken(fact('opened')),
  CLOSEDATE: taken(fact('closed')),
  STATUTORYLOWAGE: taken(fact('lowest age')),
  STATUTORYHIGHAGE: taken(fact('highest age')),
  POSTCODE: taken(fact('postcode')),
  TOWN: taken(fact('town')),
  'GOR (NAME)': taken(group('Region')),
  'DISTRICTADMINISTRATIVE (NAME)': offered(group('District')),
  'URBANRURAL (NAME)': taken(group('Urban or rural')),
  'RELIGIOUSCHARACTER (NAME)': taken(group('Religious character')),
  'GENDER (NAME)': offered(group('Boys, girls or mixed')),
  'ADMISSIONSPOLICY (NAME)': offered(group('Admissions')),
  'TRUSTS (NAME)': taken(group('Trust')),
  'FEDERATIONS (NAME)': offered(group('Federation')),
  'OFSTEDRATING (NAME)': taken(grade('Overall effectiveness')),
};

/** Codes beside the names, places, links and names of persons. */
const giasNotKept = new Set(
  (
    'TYPEOFESTABLISHMENT|ESTABLISHMENTTYPEGROUP|ESTABLISHMENTSTATUS|REASONESTABLISHMENTOPENED|PHASEOFEDUCATION|' +
    'REASONESTABLISHMENTCLOSED|BOARDERS|OFFICIALSIXTHFORM|GENDER|RELIGIOUSCHARACTER|DIOCESE|ADMISSIONSPOLICY|' +
    'TRUSTSCHOOLFLAG|TRUSTS|FEDERATIONS|GOR|DISTRICTADMINISTRATIVE|ADMINISTRATIVEWARD|URBANRURAL|MSOA|LSOA|' +
    'NURSERYPROVISION|SCHOOLSPONSORS|SCHOOLSPONSORFLAG|FEDERATIONFLAG|OFSTEDSPECIALMEASURES|COUNTY|HEADTITLE|GSSLACODE'
  )
    .split('|')
    .flatMap((one) => [`${one} (CODE)`, `${one} (NAME)`])
    .concat(
      (
        'CENSUSDATE UKPRN LASTCHANGEDDATE STREET LOCALITY ADDRESS3 SCHOOLWEBSITE TELEPHONENUM HEADFIRSTNAME ' +
        'HEADLASTNAME HEADPREFERREDJOBTITLE EASTING NORTHING UPRN FSM OFSTEDLASTINSP'
      ).split(' '),
    ),
);

const giasMeasures: Record<string, [label: string, taken: boolean]> = {
  NUMBEROFPUPILS: ['Pupils on roll', true],
  SCHOOLCAPACITY: ['Places', false],
  NUMBEROFBOYS: ['Boys, number', false],
  NUMBEROFGIRLS: ['Girls, number', false],
};

export const register: Layout = {
  id: 'gias',
  title: 'Register of schools (GIAS), England',
  needs: ['URN', 'ESTABLISHMENTNAME', 'ESTABLISHMENTNUMBER', 'LA (CODE)'],
  period: (table, fileName) => censusYear(table) ?? yearOfFile(fileName),
  column: (header, { period }) => {
    const upper = header.toUpperCase();
    const known = gias[upper];
    if (known !== undefined) return known;
    if (upper === 'PERCENTAGEFSM') {
      const words = {
        label: 'Pupils on free school meals',
        kind: 'context',
        highMeans: 'harder',
        unit: 'percent',
      } as const;
      return taken(measure(words, { period }));
    }
    const number = giasMeasures[upper];
    if (number === undefined) return giasNotKept.has(upper) ? left : null;
    const [label, isTaken] = number;
    const role = measure({ label, kind: 'process', highMeans: 'neither', unit: 'pupils' }, { period });
    return isTaken ? taken(role) : offered(role);
  },
};

/** Numbers of pupils are those of the school census, whose day most rows name. */
function censusYear(table: Table): string | null {
  const column = table.headers.findIndex((header) => header.toUpperCase() === 'CENSUSDATE');
  if (column < 0) return null;
  const counts = new Map<string, number>();
  for (const row of table.rows) {
    const day = readDate((row[column] ?? '').trim());
    if (day !== null) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined) return null;
  const [year = 0, month = 1] = most[0].split('-').map(Number);
  return schoolYear(month >= 9 ? year + 1 : year);
}

function yearOfFile(fileName: string): string | null {
  const year = yearInFileName(fileName);
  return year === null ? null : schoolYear(year);
}
