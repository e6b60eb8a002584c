import { identityColumn, takeApart, withCompanions, yearEnd } from './england.ts';
import { left, measure, offered, rowKinds, schoolYearOf, taken, words, type Layout } from './layout.ts';

const pupilGroups: Record<string, string> = {
  NFSM6CLA1A: 'Pupils who are not disadvantaged',
  FSM6CLA1A: 'Disadvantaged pupils',
  EAL: 'Pupils with another first language',
  NMOB: 'Pupils who did not change school',
  BOYS: 'Boys',
  GIRLS: 'Girls',
  LO: 'Low prior attainment',
  MID: 'Middle prior attainment',
  HI: 'High prior attainment',
};

const known = new Map([
  ...words('result', 'points', {
    ATT8SCR: ['Attainment 8', 'better'],
    EBACCAPS: ['English Baccalaureate average points', 'better'],
  }),
  ...words('result', 'grades', {
    P8MEA: ['Progress 8', 'better'],
    P8MEA_ORIG: ['Progress 8, unadjusted', 'better'],
  }),
  ...words('result', 'percent', {
    PTL2BASICS_94: ['Grade 4 or above in English and mathematics', 'better'],
    PTL2BASICS_95: ['Grade 5 or above in English and mathematics', 'better'],
    PTEBACC_E_PTQ_EE: ['Entered for the English Baccalaureate', 'neither'],
    PTEBACC_94: ['English Baccalaureate at grade 4 or above', 'better'],
    PTEBACC_95: ['English Baccalaureate at grade 5 or above', 'better'],
    PT5EM_94: ['Five grades 4 or above with English and mathematics', 'better'],
  }),
  ...words('process', 'pupils', {
    TPUP: ['Pupils at the end of key stage 4', 'neither'],
    P8PUP: ['Pupils with a value of Progress 8', 'neither'],
    TP8ADJ: ['Pupils whose Progress 8 was adjusted', 'neither'],
    TOTPUPS: ['Pupils on roll', 'neither'],
  }),
  ...words('result', '1 well above average to 5 well below', { P8_BANDING: ['Progress 8, band', 'worse'] }),
]);

const takenByDefault = new Set([
  'TPUP',
  'ATT8SCR',
  'P8PUP',
  'P8MEA',
  'PTL2BASICS_94',
  'PTL2BASICS_95',
  'EBACCAPS',
  'PTEBACC_E_PTQ_EE',
]);

const bounds: Record<string, [string, string]> = {
  P8MEA: ['P8CILOW', 'P8CIUPP'],
  P8MEA_ORIG: ['P8CILOW_ORIG', 'P8CIUPP_ORIG'],
};

const kinds = rowKinds({
  '1': ['school', 'Mainstream'],
  '2': ['school', 'Special'],
  '3': ['other', 'Other line of totals'],
  '4': ['authority', null],
  '5': ['national', 'England, all schools'],
  '6': ['other', 'Other line of totals'],
  '7': ['national', 'England, state-funded schools'],
});

export const ks4: Layout = {
  id: 'ks4',
  title: 'Key stage 4, England',
  needs: ['URN', 'RECTYPE', 'ATT8SCR', 'P8MEA'],
  period: schoolYearOf,
  column: (header, around) => {
    if (header.toUpperCase() === 'RECTYPE') return taken(kinds);
    const identity = identityColumn(header);
    if (identity !== null) return identity;
    if (/^P8CI(?:LOW|UPP)/i.test(header)) return left;
    const { base, suffix, pupilGroup, period } = takeApart(header, pupilGroups, around.period);
    const found = known.get(base);
    if (found === undefined) return null;
    const end = yearEnd(header);
    const of = suffix === '' ? '' : `_${suffix}`;
    const [lower = '', upper = ''] = (bounds[base] ?? []).map((bound) => bound + of + end);
    const denominator = base.startsWith('P8') ? `P8PUP${of}${end}` : `TPUP${of}${end}`;
    const role = measure(found, { period, pupilGroup });
    const whole =
      found.kind === 'result' ? withCompanions(role, around, { lower, upper, denominator }) : role;
    return takenByDefault.has(header.toUpperCase()) ? taken(whole) : offered(whole);
  },
};
