import { allPupils } from '#contract/measureKinds';
import { identityColumn, takeApart, withCompanions, yearEnd, type Parts } from './england.ts';
import {
  left,
  measure,
  rowKinds,
  schoolYearOf,
  taken,
  words,
  type KnownColumn,
  type Layout,
  type Surroundings,
} from './layout.ts';

const pupilGroups: Record<string, string> = {
  NOTFSM6CLA1A: 'Pupils who are not disadvantaged',
  FSM6CLA1A: 'Disadvantaged pupils',
  EAL: 'Pupils with another first language',
  MOBN: 'Pupils who did not change school',
  B: 'Boys',
  G: 'Girls',
  L: 'Low prior attainment',
  M: 'Middle prior attainment',
  H: 'High prior attainment',
};

/** Which column counts the pupils of a group. */
const counts: Record<string, string> = {
  '': 'TELIG',
  NOTFSM6CLA1A: 'TNOTFSM6CLA1A',
  FSM6CLA1A: 'TFSM6CLA1A',
  EAL: 'TEALGRP2',
  MOBN: 'TMOBN',
  B: 'BELIG',
  G: 'GELIG',
  L: 'TKS1GROUP_L',
  M: 'TKS1GROUP_M',
  H: 'TKS1GROUP_H',
};

const subjects = {
  READ: 'reading',
  GPS: 'grammar, punctuation and spelling',
  MAT: 'mathematics',
} as const;

const shares = words('result', 'percent', {
  PTRWM_EXP: ['Expected standard in reading, writing and mathematics', 'better'],
  PTRWM_HIGH: ['Higher standard in reading, writing and mathematics', 'better'],
  ...Object.fromEntries(
    Object.entries(subjects).flatMap(([code, subject]) => [
      [`PT${code}_EXP`, [`Expected standard in ${subject}`, 'better']],
      [`PT${code}_HIGH`, [`High score in ${subject}`, 'better']],
      [`PT${code}_AT`, [`Absent or not able to take the test in ${subject}`, 'worse']],
      [`PT${code}TA_EXP`, [`Expected standard in ${subject}, as teachers judged`, 'better']],
      [`PT${code}TA_AD`, [`Absent or disapplied in ${subject}, as teachers judged`, 'worse']],
    ]),
  ),
  PTWRITTA_EXP: ['Expected standard in writing', 'better'],
  PTWRITTA_HIGH: ['Greater depth in writing', 'better'],
  PTWRITTA_WTS: ['Working towards the expected standard in writing', 'worse'],
  PTWRITTA_AD: ['Absent or disapplied in writing', 'worse'],
  PTSCITA_EXP: ['Expected standard in science', 'better'],
  PTSCITA_AD: ['Absent or disapplied in science', 'worse'],
});

const scores = words('result', 'points', {
  READ_AVERAGE: ['Reading, average score', 'better'],
  MAT_AVERAGE: ['Mathematics, average score', 'better'],
  GPS_AVERAGE: ['Grammar, punctuation and spelling, average score', 'better'],
  READPROG: ['Progress in reading', 'better'],
  WRITPROG: ['Progress in writing', 'better'],
  MATPROG: ['Progress in mathematics', 'better'],
  READPROG_UNADJUSTED: ['Progress in reading, unadjusted', 'better'],
  WRITPROG_UNADJUSTED: ['Progress in writing, unadjusted', 'better'],
  MATPROG_UNADJUSTED: ['Progress in mathematics, unadjusted', 'better'],
  DIFFN_RWM_EXP: ['Expected standard: gap of disadvantaged pupils to others in the country', 'better'],
  DIFFN_RWM_HIGH: ['Higher standard: gap of disadvantaged pupils to others in the country', 'better'],
  DIFFN_READPROG: ['Progress in reading: gap of disadvantaged pupils to others in the country', 'better'],
  DIFFN_WRITPROG: ['Progress in writing: gap of disadvantaged pupils to others in the country', 'better'],
  DIFFN_MATPROG: ['Progress in mathematics: gap of disadvantaged pupils to others in the country', 'better'],
});

const bands = words('result', '1 well above average to 5 well below', {
  READPROG_DESCR: ['Progress in reading, band', 'worse'],
  WRITPROG_DESCR: ['Progress in writing, band', 'worse'],
  MATPROG_DESCR: ['Progress in mathematics, band', 'worse'],
});

/** Shares of the pupils who took the tests; with a T for the P, their number. */
const circumstances = words('context', 'percent', {
  PTFSM6CLA1A: ['Disadvantaged pupils', 'harder'],
  PTNOTFSM6CLA1A: ['Pupils who are not disadvantaged', 'easier'],
  PTEALGRP1: ['Pupils whose first language is English', 'neither'],
  PTEALGRP2: ['Pupils with another first language', 'neither'],
  PTEALGRP3: ['Pupils whose first language is not known', 'neither'],
  PTMOBN: ['Pupils who did not change school', 'easier'],
  PSENELK: ['Pupils with support for special needs', 'harder'],
  PSENELE: ['Pupils with a plan for special needs', 'harder'],
  PSENELEK: ['Pupils with support or a plan for special needs', 'harder'],
  PSENELSE: ['Pupils with a statement or plan for special needs', 'harder'],
  PSENELST: ['Pupils with a statement of special needs', 'harder'],
  PSENELSAPK: ['Pupils with support for special needs or at School Action Plus', 'harder'],
  PSENELSAP: ['Pupils at School Action Plus', 'harder'],
  PSENELN: ['Pupils without special needs', 'easier'],
  PTKS1GROUP_L: ['Pupils with low attainment on entry', 'harder'],
  PTKS1GROUP_M: ['Pupils with middle attainment on entry', 'neither'],
  PTKS1GROUP_H: ['Pupils with high attainment on entry', 'easier'],
  PTKS1GROUP_NA: ['Pupils whose attainment on entry is not known', 'neither'],
  PBELIG: ['Boys', 'neither'],
  PGELIG: ['Girls', 'neither'],
});

const others = new Map([
  ...words('context', 'points', { TKS1AVERAGE: ['Attainment on entry', 'easier'] }),
  ...words('process', 'pupils', {
    TOTPUPS: ['Pupils on roll', 'neither'],
    TPUPYEAR: ['Pupils aged 11', 'neither'],
    TELIG: ['Pupils tested', 'neither'],
    BELIG: ['Boys tested', 'neither'],
    GELIG: ['Girls tested', 'neither'],
  }),
  ...words('process', 'percent', {
    READCOV: ['Pupils with a value of progress in reading', 'neither'],
    WRITCOV: ['Pupils with a value of progress in writing', 'neither'],
    MATCOV: ['Pupils with a value of progress in mathematics', 'neither'],
  }),
]);

const takenByDefault = new Set([
  'TOTPUPS',
  'TELIG',
  'TKS1AVERAGE',
  'PTFSM6CLA1A',
  'PTEALGRP2',
  'PSENELK',
  'PTRWM_EXP',
  'PTRWM_HIGH',
  'PTRWM_EXP_FSM6CLA1A',
  'READPROG',
  'WRITPROG',
  'MATPROG',
  'READ_AVERAGE',
  'MAT_AVERAGE',
]);

const direction = 'A higher share can be read either way: say whether it makes circumstances harder';

export const ks2: Layout = {
  id: 'ks2-wide',
  title: 'Key stage 2, England',
  needs: ['URN', 'RECTYPE', 'TELIG', 'PTRWM_EXP'],
  period: schoolYearOf,
  column: (header, around) => {
    if (header.toUpperCase() === 'RECTYPE') return taken(kinds);
    return identityColumn(header) ?? measured(header, around);
  },
};

const kinds = rowKinds({
  '1': ['school', 'Mainstream'],
  '2': ['school', 'Special'],
  '3': ['authority', null],
  '4': ['national', 'England, all schools'],
  '5': ['national', 'England, state-funded schools'],
});

function measured(header: string, around: Surroundings): KnownColumn | null {
  const whole = takeApart(header, {}, around.period);
  if (whole.bound !== null) return left;
  // Only results are broken down by group; TKS1GROUP_L is a count of its own.
  const own = known(header, whole, around);
  return own ?? known(header, takeApart(header, pupilGroups, around.period), around);
}

function known(header: string, parts: Parts, around: Surroundings): KnownColumn | null {
  const { base, suffix, pupilGroup, period } = parts;
  const isTaken = takenByDefault.has(header.toUpperCase());
  const end = yearEnd(header);
  const result = shares.get(base) ?? scores.get(base) ?? (suffix === '' ? bands.get(base) : undefined);
  if (result !== undefined) {
    const role = measure(result, { period, pupilGroup });
    const stem = header.slice(0, header.length - end.length);
    const names = {
      denominator: (counts[suffix] ?? '') + end,
      lower: `${stem}_LOWER${end}`,
      upper: `${stem}_UPPER${end}`,
    };
    return { role: withCompanions(role, around, names), taken: isTaken };
  }
  if (pupilGroup !== allPupils) return null;
  const share = circumstances.get(base);
  if (share !== undefined) {
    // Groups of attainment on entry are shares of those who have any, whom no column counts.
    const denominator = base.startsWith('PTKS1GROUP') ? undefined : `TELIG${end}`;
    const names = { numerator: numberOf(base) + end, denominator };
    const role = withCompanions(measure(share, { period }), around, names);
    return share.highMeans === 'neither' && isTaken
      ? { role, taken: true, ask: direction }
      : { role, taken: isTaken };
  }
  const other = others.get(base) ?? numbers.get(base);
  return other === undefined ? null : { role: measure(other, { period }), taken: isTaken };
}

/** The column that counts the pupils of whom another gives the share. */
function numberOf(share: string): string {
  if (share === 'PBELIG' || share === 'PGELIG') return share.slice(1);
  return share.startsWith('PT') ? share.slice(1) : `T${share.slice(1)}`;
}

/** The source drops a letter in two of them. */
const misspelt: Record<string, string> = { TSENELSAPK: 'TSENELAPK', TSENELN: 'SENELN' };

const numbers = new Map(
  [...circumstances].flatMap(([base, share]) => {
    const number = {
      ...share,
      label: `${share.label}, number`,
      highMeans: 'neither' as const,
      unit: 'pupils',
    };
    const name = numberOf(base);
    return [name, misspelt[name] ?? name].map((one) => [one, number] as const);
  }),
);
