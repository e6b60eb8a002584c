import { describe, expect, it } from 'vitest';
import { fileColumn } from '#contract/imports';
import { faultsOf } from './mappingFaults.ts';
import { readTable } from './readTable.ts';
import { recognise } from './recognise.ts';

async function columns(text: string) {
  const table = await readTable(new TextEncoder().encode(text), 'schools.csv');
  return recognise(table, 'schools.csv').columns;
}
const small = `URN,SCHNAME,Region,PNUMFSMEVER,avg.ed,P8MEA,score 2018-19,P8CILOW,Note
100001,Ash Primary,North,12.5,3.1,0.2,71,0.1,
100002,Elm School,South,SUPP,2.8,NE,68,0.0,
100003,Oak School,North,40,4,-0.3,44,-0.5,
100004,Fir School,South,33,3.6,0.8,59,0.4,x
`;

describe('what columns seem to be', () => {
  it('is guessed from names and cells, and keeps to the contract', async () => {
    const found = await columns(small);
    for (const column of found) expect(fileColumn.parse(column)).toEqual(column);
    expect(found.map(({ suggestion }) => suggestion.becomes)).toEqual([
      'reference',
      'name',
      'group',
      'measure',
      'measure',
      'measure',
      'measure',
      'ignored',
      'ignored',
    ]);
    expect(found[3]?.suggestion).toMatchObject({ kind: 'context', highMeans: 'harder', unit: 'percent' });
    expect(found[4]?.suggestion).toMatchObject({ kind: 'context', highMeans: 'easier' });
    expect(found[5]?.suggestion).toMatchObject({ kind: 'result', highMeans: 'better', label: 'Progress 8' });
    expect(found[6]).toMatchObject({ suggestion: { kind: 'result', period: '2018/19' }, sure: false });
  });

  it('shows real values and true counts', async () => {
    const [, , region, meals] = await columns(small);
    expect(meals).toMatchObject({
      samples: ['12.5', 'SUPP', '40', '33'],
      filled: 4,
      numeric: 3,
      distinct: 4,
    });
    expect(region).toMatchObject({ samples: ['North', 'South'], distinct: 2 });
  });

  it('shows the same first schools for every column, blank cells included, and no lines of totals', async () => {
    const text =
      'URN,SCHNAME,Geographic level,Score\n,England,National,50\n1,Ash,School,\n2,Elm,School,SUPP\n3,Oak,School,3\n';
    const found = await columns(text);
    expect(found.map(({ firstSchools }) => firstSchools)).toEqual([
      ['1', '2', '3'],
      ['Ash', 'Elm', 'Oak'],
      ['School', 'School', 'School'],
      ['', 'SUPP', '3'],
    ]);
    const many = Array.from({ length: 30 }, (_, i) => `${String(100 + i)},School ${String(i)}`);
    const [first] = await columns(`URN,SCHNAME\n${many.join('\n')}\n`);
    expect(first?.firstSchools).toHaveLength(9);
  });

  it('asks about columns of numbers where no result or no circumstances were found', async () => {
    const [, , first] = await columns('id,name,q1\n1,Ash,5\n2,Elm,6\n3,Oak,7\n');
    expect(first).toMatchObject({ suggestion: { becomes: 'ignored' }, sure: false });
  });

  it('finds an id and a name by their cells where the names of the columns do not tell', async () => {
    const found = await columns(
      'Kennung,Bezeichnung\nA100,Ahornschule\nA101,Buchenschule\nA102,Eichenschule\n',
    );
    expect(found.map(({ suggestion, sure }) => [suggestion.becomes, sure])).toEqual([
      ['reference', false],
      ['name', false],
    ]);
  });

  it('takes a school for the name where a code stands beside it, and for the id where none does', async () => {
    const becomes = async (header: string) =>
      (await columns(`${header}\nS001,Ash Primary\nS002,Elm School\nS003,Oak School\n`)).map(
        ({ suggestion }) => suggestion.becomes,
      );
    expect(await becomes('Code,School')).toEqual(['reference', 'name']);
    expect(await becomes('School,Name')).toEqual(['reference', 'name']);
  });

  it('does not take words for a measure, whatever the column is called', async () => {
    const found = await columns('id,name,score\n1,Ash,good\n2,Elm,fair\n3,Oak,5\n');
    expect(found[2]).toMatchObject({ suggestion: { becomes: 'ignored' }, sure: false });
    expect(found[2]?.reason).toContain('2 of its values are not numbers');
  });

  it('keeps a measure in which a few cells are slips, and asks', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${100 + i},School ${'ABCDEFGHI'[i] ?? ''},${i * 7}`);
    const found = await columns(`URN,SCHNAME,FSM\n${rows.join('\n')}\n110,Rowan,forty\n`);
    expect(found[2]).toMatchObject({ suggestion: { becomes: 'measure', kind: 'context' }, sure: false });
    expect(found[2]?.reason).toContain('1 of its values is no number; such rows are refused');
  });

  it('suggests a mapping without faults even where two columns mean the same', async () => {
    const text =
      'id,name,region,Region name,api99,api00,API 2000\n1,Ash,N,N,1,2,3\n2,Elm,S,S,2,3,4\n3,Oak,S,S,4,5,6\n';
    const found = await columns(text);
    const mapping = found.map(({ suggestion }) => suggestion);
    expect(
      faultsOf(
        found.map(({ header }) => header),
        mapping,
      ),
    ).toEqual([]);
    const signs = await columns('id,name,FSM,FSM%,fsm_,FSM#\n1,Ash,1,2,3,4\n2,Elm,2,3,4,5\n');
    const suggested = signs.map(({ suggestion }) => suggestion);
    expect(suggested.filter(({ becomes }) => becomes === 'measure')).toHaveLength(4);
    expect(
      faultsOf(
        signs.map((one) => one.header),
        suggested,
      ),
    ).toEqual([]);
    expect(found[4]?.suggestion).toMatchObject({ period: '1999' });
    expect(found[6]?.suggestion).toMatchObject({
      period: '2000',
      label: 'Academic Performance Index (API 2000)',
    });
  });
});
