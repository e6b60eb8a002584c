import { describe, expect, it } from 'vitest';
import { plainMeasure, type ColumnRole, type Mapping } from '#contract/imports';
import { schoolYear, withYear, withoutYear, yearIn, yearInFileName } from '../years.ts';
import { applyKept } from './applyKept.ts';

const result = (label: string, period: string | null, rest: object = {}): ColumnRole => ({
  ...plainMeasure,
  label,
  kind: 'result',
  highMeans: 'better',
  period,
  unit: 'percent',
  ...rest,
});
const headers = ['URN', 'SCHNAME', 'PTRWM_EXP', 'PTRWM_EXP_18', 'TELIG_18', 'OLD', 'NOTE'];
const mapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  result('Expected standard', '2018/19'),
  result('Expected standard', '2017/18', { denominator: 'TELIG_18' }),
  { becomes: 'ignored' },
  result('Old score', '2018/19'),
  { becomes: 'ignored' },
];
const kept = { headers, mapping, period: '2018/19' };

describe('a mapping that was kept', () => {
  it('is that of the same file again', () => {
    const applied = applyKept(kept, { headers, period: '2018/19' });
    expect(applied).toEqual({ roles: mapping, added: [], gone: [], renamed: [] });
  });

  it('goes over to the next year, whose columns have other years in their names', () => {
    const next = ['SCHNAME', 'URN', 'PTRWM_EXP', 'PTRWM_EXP_19', 'TELIG_19', 'FRESH'];
    const applied = applyKept(kept, { headers: next, period: '2019/20' });
    expect(applied.roles).toEqual([
      { becomes: 'name' },
      { becomes: 'reference', group: null },
      result('Expected standard', '2019/20'),
      result('Expected standard', '2018/19', { denominator: 'TELIG_19' }),
      { becomes: 'ignored' },
      null,
    ]);
    expect(applied).toMatchObject({
      added: ['FRESH'],
      gone: ['OLD'],
      renamed: [
        { from: 'PTRWM_EXP_18', to: 'PTRWM_EXP_19' },
        { from: 'TELIG_18', to: 'TELIG_19' },
      ],
    });
  });

  it('takes last year’s column a year later where both years are there', () => {
    const two: Mapping = [result('Score', '2017/18'), { becomes: 'ignored' }];
    const applied = applyKept(
      { headers: ['S_18', 'S_17'], mapping: two, period: '2018/19' },
      { headers: ['S_19', 'S_18'], period: '2019/20' },
    );
    expect(applied.roles).toEqual([result('Score', '2018/19'), { becomes: 'ignored' }]);
    expect(applied.gone).toEqual([]);
  });

  it('tells the years between from the names of columns where no period is known', () => {
    const applied = applyKept(
      {
        headers: ['id', 'score 2018'],
        mapping: [{ becomes: 'ignored' }, result('Score', '2018')],
        period: null,
      },
      { headers: ['id', 'score 2020'], period: null },
    );
    expect(applied.roles[1]).toEqual(result('Score', '2020'));
  });

  it('leaves out what belonged to a column that is gone', () => {
    const applied = applyKept(kept, { headers: ['PTRWM_EXP_18'], period: '2018/19' });
    expect(applied.roles[0]).toEqual(result('Expected standard', '2017/18'));
    expect(applied.gone).toEqual(['URN', 'SCHNAME', 'PTRWM_EXP', 'OLD']);
  });
});

describe('years in names', () => {
  it.each([
    ['PTRWM_EXP_18', 2018, 'PTRWM_EXP_#', 'PTRWM_EXP_19'],
    ['PTRWM_EXP_18_UPPER', 2018, 'PTRWM_EXP_#_UPPER', 'PTRWM_EXP_19_UPPER'],
    ['score 2018-19', 2019, 'score #', 'score 2019-20'],
    ['score 2018/2019', 2019, 'score #', 'score 2019/2020'],
    ['2018', 2018, '#', '2019'],
    ['api00', 2000, 'api#', 'api01'],
    ['PTL2BASICS_95', null, 'PTL2BASICS_95', 'PTL2BASICS_95'],
    ['OTHER_1', null, 'OTHER_1', 'OTHER_1'],
  ])('%s is of %s', (header, year, without, later) => {
    expect(yearIn(header)).toBe(year);
    expect(withoutYear(header)).toBe(without);
    expect(withYear(header, (year ?? 0) + 1)).toBe(later);
  });

  it.each([
    ['england_ks2_2019.csv.gz', 2019],
    ['2018-2019_england_ks4.csv', 2019],
    ['edubasealldata20220420.csv', 2022],
    ['edubasealldata20221001.csv', 2023],
    ['schools.csv', null],
    ['export123456.csv', null],
  ])('%s is of the school year that ends in %s', (fileName, year) =>
    expect(yearInFileName(fileName)).toBe(year),
  );

  it('are written as school years are', () =>
    expect([2019, 2000].map(schoolYear)).toEqual(['2018/19', '1999/00']));
});
