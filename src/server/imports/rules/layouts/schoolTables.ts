import { identityColumn, takeApart, withCompanions, yearEnd } from './england.ts';
import {
  measure,
  offered,
  rowKinds,
  schoolYearOf,
  taken,
  words,
  type Layout,
  type MeasureWords,
} from './layout.ts';

const censusWords = new Map([
  ...words('process', 'pupils', { NOR: ['Pupils on roll', 'neither'] }),
  ...words('context', 'pupils', {
    NORG: ['Girls, number', 'neither'],
    NORB: ['Boys, number', 'neither'],
    TSENELSE: ['Pupils with a plan for special needs, number', 'neither'],
    TSENELK: ['Pupils with support for special needs, number', 'neither'],
    NUMEAL: ['Pupils with another first language, number', 'neither'],
    NUMENGFL: ['Pupils whose first language is English, number', 'neither'],
    NUMUNCFL: ['Pupils whose first language is not known, number', 'neither'],
    NUMFSM: ['Pupils on free school meals, number', 'neither'],
    NUMFSMEVER: ['Pupils on free school meals in the last six years, number', 'neither'],
  }),
  ...words('context', 'percent', {
    PNORG: ['Girls', 'neither'],
    PNORB: ['Boys', 'neither'],
    PSENELSE: ['Pupils with a plan for special needs', 'harder'],
    PSENELK: ['Pupils with support for special needs', 'harder'],
    PNUMEAL: ['Pupils with another first language', 'neither'],
    PNUMENGFL: ['Pupils whose first language is English', 'neither'],
    PNUMUNCFL: ['Pupils whose first language is not known', 'neither'],
    PNUMFSM: ['Pupils on free school meals', 'harder'],
    PNUMFSMEVER: ['Pupils on free school meals in the last six years', 'harder'],
  }),
]);
const censusTaken = new Set(['NOR', 'PSENELSE', 'PSENELK', 'PNUMEAL', 'PNUMFSMEVER']);

export const census: Layout = {
  id: 'census',
  title: 'School census, England',
  needs: ['URN', 'NOR', 'NORG', 'NORB', ['PNUMFSMEVER', 'PNUMEAL']],
  period: schoolYearOf,
  column: (header, around) => {
    const identity = identityColumn(header);
    if (identity !== null) return identity;
    const base = header.toUpperCase();
    const found = censusWords.get(base);
    if (found === undefined) return null;
    const role = measure(found, { period: around.period });
    const numerator = base.startsWith('PSEN') ? `T${base.slice(1)}` : base.slice(1);
    // Of free meals the census gives shares of other pupils than all who are on roll.
    const names = { numerator, denominator: /FSM/.test(base) ? undefined : 'NOR' };
    const whole = found.unit === 'percent' ? withCompanions(role, around, names) : role;
    if (!censusTaken.has(base)) return offered(whole);
    return base === 'PNUMEAL' ? { role: whole, taken: true, ask: direction } : taken(whole);
  },
};

const direction = 'A higher share can be read either way: say whether it makes circumstances harder';

const absenceWords = words('process', 'percent', {
  PERCTOT: ['Sessions missed', 'worse'],
  PPERSABS10: ['Pupils persistently absent', 'worse'],
});

export const absence: Layout = {
  id: 'absence',
  title: 'Absence, England',
  needs: ['URN', 'PERCTOT', 'PPERSABS10'],
  period: schoolYearOf,
  column: (header, { period }) => {
    const found = absenceWords.get(header.toUpperCase());
    return found === undefined ? identityColumn(header) : taken(measure(found, { period }));
  },
};

const wentOn: Record<string, [string, 'better' | 'worse' | 'neither']> = {
  OVERALL_DEST: ['Stayed in education, an apprenticeship or work', 'better'],
  EDUCATION: ['Went on to education', 'neither'],
  APPREN: ['Went on to an apprenticeship', 'neither'],
  EMPLOYMENT: ['Went on to work', 'neither'],
  FE: ['Went on to further education', 'neither'],
  SCH_6TH: ['Went on to a school sixth form', 'neither'],
  SIXTH_COL: ['Went on to a sixth form college', 'neither'],
  OTHER_EDU: ['Went on to other education', 'neither'],
  NOT_SUSTAINED: ['Did not stay where they went on to', 'worse'],
  UNKNOWN: ['Whereabouts not known', 'neither'],
};
const destinationGroups = { NONDIS: 'Pupils who are not disadvantaged', DIS: 'Disadvantaged pupils' };
const destinationsTaken = new Set([
  'COHORT',
  'OVERALL_DESTPER',
  'OVERALL_DESTPER_DIS',
  'OVERALL_DESTPER_NONDIS',
  'EDUCATIONPER',
  'APPRENPER',
  'EMPLOYMENTPER',
  'NOT_SUSTAINEDPER',
]);

export const destinations: Layout = {
  id: 'destinations',
  title: 'Destinations after key stage 4, England',
  needs: ['URN', 'COHORT', 'OVERALL_DESTPER', 'NOT_SUSTAINEDPER'],
  period: schoolYearOf,
  column: (header, around) => {
    if (header.toUpperCase() === 'RECTYPE') return taken(destinationKinds);
    const identity = identityColumn(header);
    if (identity !== null) return identity;
    // The group may stand before the year or behind it.
    const { base, suffix, pupilGroup, period } = takeApart(header, destinationGroups, around.period);
    const found = destinationWords(base);
    if (found === null) return null;
    const role = measure(found, { period, pupilGroup });
    const end = `${suffix === '' ? '' : `_${suffix}`}${yearEnd(header)}`;
    const names = { numerator: base.replace(/PER$/, '') + end, denominator: `COHORT${end}` };
    const whole = found.unit === 'percent' ? withCompanions(role, around, names) : role;
    return destinationsTaken.has(header.toUpperCase()) ? taken(whole) : offered(whole);
  },
};

const destinationKinds = rowKinds({
  '1': ['school', 'Mainstream'],
  '2': ['school', 'Special'],
  LA: ['authority', null],
  NAT: ['national', 'England'],
});

function destinationWords(base: string): MeasureWords | null {
  if (base === 'COHORT')
    return {
      label: 'Pupils who finished key stage 4',
      kind: 'process',
      highMeans: 'neither',
      unit: 'pupils',
    };
  const share = wentOn[base.replace(/PER$/, '')];
  if (share === undefined) return null;
  const [label, highMeans] = share;
  if (base.endsWith('PER')) return { label, kind: 'outcome', highMeans, unit: 'percent' };
  return { label: `${label}, number`, kind: 'outcome', highMeans: 'neither', unit: 'pupils' };
}
