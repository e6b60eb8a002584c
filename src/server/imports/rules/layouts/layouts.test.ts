import { describe, expect, it } from 'vitest';
import type { ColumnRole } from '#contract/imports';
import { readTable } from '../readTable.ts';
import { recognise } from '../recognise.ts';

async function found(text: string, fileName = 'schools.csv') {
  return recognise(await readTable(new TextEncoder().encode(text), fileName), fileName);
}

/** Invented schools in the columns of a national table. */
const ks2 = [
  'RECTYPE,LEA,ESTAB,URN,SCHNAME,TELIG,TFSM6CLA1A,PTFSM6CLA1A,PTRWM_EXP,PTRWM_EXP_FSM6CLA1A,PTRWM_EXP_B,READPROG,READPROG_LOWER,READPROG_UPPER,PTRWM_EXP_18,PTRWM_EXP_3YR,Extra score',
  '1,841,2001,900214,Alder Road,45,17,38%,71%,66%,70%,2.9,1.1,4.7,69%,70%,7',
  '2,841,7002,900377,Heron Hill,34,17,51%,68%,SUPP,SUPP,1.4,-0.6,3.4,66%,67%,8',
].join('\n');

describe('a file of key stage 2', () => {
  it('is called by its stage, country and year, from its columns or its name', async () => {
    expect((await found(ks2)).layout).toMatchObject({
      id: 'ks2-wide',
      title: 'Key stage 2, England, 2018/19',
      period: '2018/19',
      matched: 16,
      columns: 17,
    });
    const older = ks2.replace('PTRWM_EXP_18', 'OTHER');
    expect((await found(older, 'england_ks2revised_2017.csv')).layout.period).toBe('2016/17');
    expect((await found(older)).layout).toMatchObject({ title: 'Key stage 2, England', period: null });
  });

  it('says of every column what it is, of whom and of when', async () => {
    const { columns } = await found(ks2);
    const role = (header: string) => columns.find((column) => column.header === header)?.offer;
    expect(role('RECTYPE')).toMatchObject({ becomes: 'rowKind', label: 'Mainstream or special' });
    expect(role('LEA')).toEqual({
      becomes: 'fact',
      fact: 'authority code',
      group: 'Local authority number',
      words: null,
    });
    expect(role('PTFSM6CLA1A')).toMatchObject({
      label: 'Disadvantaged pupils',
      pupilGroup: 'All pupils',
      numerator: 'TFSM6CLA1A',
      denominator: 'TELIG',
      highMeans: 'harder',
    });
    expect(role('PTRWM_EXP_FSM6CLA1A')).toMatchObject({
      label: 'Expected standard in reading, writing and mathematics',
      pupilGroup: 'Disadvantaged pupils',
      denominator: 'TFSM6CLA1A',
      period: '2018/19',
    });
    expect(role('PTRWM_EXP_B')).toMatchObject({ pupilGroup: 'Boys', denominator: null });
    expect(role('READPROG')).toMatchObject({ lower: 'READPROG_LOWER', upper: 'READPROG_UPPER' });
    expect(role('READPROG_LOWER')).toBeNull();
    expect(role('PTRWM_EXP_18')).toMatchObject({ period: '2017/18', denominator: null });
    expect(role('PTRWM_EXP_3YR')).toMatchObject({ period: '2016/17 to 2018/19' });
  });

  it('says types of schools in the words of the register', async () => {
    const { columns } = await found(ks2.replaceAll('ESTAB', 'NFTYPE'));
    expect(columns.find(({ header }) => header === 'NFTYPE')?.suggestion).toMatchObject({
      fact: 'type',
      group: 'School type',
      words: {
        CY: 'Community school',
        ACC: 'Academy converter',
        ACCS: 'Academy special converter',
        FESI: 'Further education sector institution',
        FSS: 'Studio schools',
        FUTC: 'University technical college',
      },
    });
  });

  it('takes about a dozen columns, and offers the others', async () => {
    const { columns } = await found(ks2);
    const taken = columns.filter(({ suggestion }) => suggestion.becomes !== 'ignored');
    expect(taken.map(({ header }) => header)).toEqual(
      'RECTYPE LEA ESTAB URN SCHNAME TELIG PTFSM6CLA1A PTRWM_EXP PTRWM_EXP_FSM6CLA1A READPROG'.split(' '),
    );
    const left = columns.find(({ header }) => header === 'PTRWM_EXP_18');
    expect(left?.reason).toBe('Known in Key stage 2, England, 2018/19; left out unless you take it');
    expect(columns.at(-1)).toMatchObject({ reason: 'Not known in this kind of file', offer: null });
  });

  it('leaves out what is empty in every row, as progress is where there is no baseline', async () => {
    const empty = ks2.replaceAll(/,(?:2\.9|1\.4),(?:1\.1|-0\.6),(?:4\.7|3\.4),/g, ',,,,');
    const progress = (await found(empty)).columns.find(({ header }) => header === 'READPROG');
    expect(progress).toMatchObject({ suggestion: { becomes: 'ignored' }, reason: 'Empty in every row' });
  });

  it('asks where cells are not what the layout says', async () => {
    const one = async (text: string) =>
      (await found(text)).columns.find(({ header }) => header === 'PTRWM_EXP');
    expect(await one(ks2.replace('71%', 'many'))).toMatchObject({
      suggestion: { becomes: 'ignored' },
      sure: false,
    });
  });
});

describe('signatures', () => {
  const signature = async (text: string) => (await found(text)).layout.signature;

  it('are the same a year later and in another order, and different with another column', async () => {
    const [header = '', ...rows] = ks2.split('\n');
    const later = [header.replace('_18', '_19'), ...rows].join('\n');
    expect(await signature(later)).toBe(await signature(ks2));
    const turned = ks2
      .split('\n')
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    expect(await signature(turned)).toBe(await signature(ks2));
    expect(await signature(ks2.replace('Extra score', 'Another'))).not.toBe(await signature(ks2));
  });
});

describe('other kinds of files', () => {
  it('takes _94 and _95 of key stage 4 for grades, and not for years', async () => {
    const ks4 = 'RECTYPE,LEA,ESTAB,URN,SCHNAME,TPUP,ATT8SCR,P8MEA,PTL2BASICS_94,PTL2BASICS_95\n';
    const { columns } = await found(
      `${ks4}1,841,4001,900301,Elm,136,47.2,-0.08,66.2%,47.1%\n`,
      'ks4_2019.csv',
    );
    const role = (header: string) => columns.find((column) => column.header === header)?.suggestion;
    for (const header of ['PTL2BASICS_94', 'PTL2BASICS_95']) {
      expect(role(header)).toMatchObject({ period: '2018/19', denominator: 'TPUP' });
    }
  });

  const kinds: [id: string, text: string, roles: ColumnRole['becomes'][]][] = [
    [
      'absence',
      'LA,ESTAB,URN,PERCTOT,PPERSABS10\n841,2001,900214,4.1,SUPP\n',
      ['fact', 'fact', 'reference', 'measure', 'measure'],
    ],
    ['ofsted', 'URN,Overall effectiveness\n900214,Good\n', ['reference', 'measure']],
    ['generic', 'URN,SCHNAME,FSM\n900214,Alder Road,12\n', ['reference', 'name', 'measure']],
  ];
  it.each(kinds)('%s is told by its columns', async (id, text, roles) => {
    const { layout, columns } = await found(text);
    expect(layout.id).toBe(id);
    expect(columns.map(({ suggestion }) => suggestion.becomes)).toEqual(roles);
  });
});
