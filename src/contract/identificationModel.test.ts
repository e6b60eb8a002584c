import { describe, expect, it } from 'vitest';
import { fayHerriot, firmness, identify, samplingVariance } from '#stats';
import type { Frame } from './identification.ts';
import { chooseSettings, identifyInput } from './identificationInput.ts';
import {
  modelInput,
  modelMeasures,
  pupilsChoices,
  pupilsMeasure,
  resultYears,
  type ModelInput,
  type NoModel,
} from './identificationModel.ts';

type Measure = Frame['measures'][number];
const schools = 40;

function measure(key: string, given: Partial<Measure>, value: (i: number) => number | null): Measure {
  return {
    key,
    label: key,
    kind: 'result',
    highMeans: 'better',
    period: null,
    unit: 'points',
    values: Array.from({ length: schools }, (_, i) => value(i)),
    ...given,
  };
}

/** Small schools jump by 8 points to either side from year to year, large ones by 1. */
const pupilsOf = (i: number) => (i % 2 === 0 ? 10 : 400);
const jump = (i: number, year: number) => ((i >> 1) % 2 === year % 2 ? 1 : -1) * (i % 2 === 0 ? 8 : 1);
const score = (year: number) => (i: number) => 200 - 2 * i + jump(i, year);
const process = { kind: 'process', highMeans: 'neither', unit: 'pupils' } as const;
const meals = measure('meals', { kind: 'context', highMeans: 'harder', unit: '%' }, (i) => i + (i % 3));
const reading = (year: number, given: Partial<Measure> = {}) =>
  measure(
    `reading-${year}`,
    { label: 'Reading', period: `${year}/${String(year + 1).slice(2)}`, ...given },
    score(year),
  );
const tested = measure('tested', { ...process, label: 'Pupils tested', period: '2018/19' }, pupilsOf);
const roll = measure('roll', { ...process, label: 'Pupils on roll' }, (i) => 5 * pupilsOf(i));

function frameOf(...measures: Measure[]): Frame {
  const name = Array.from({ length: schools }, (_, i) => `School ${i}`);
  const code = name.map((_, i) => Math.floor(i / 20));
  return {
    source: null,
    schools: { id: name, reference: name, name },
    groupings: [{ key: 'region', label: 'Region', groups: ['North', 'South'], code }],
    measures: [meals, ...measures],
  };
}

const settings = (frame: Frame) => chooseSettings(frame, { context: [] })!;
function allowed(input: ModelInput | NoModel): ModelInput {
  if ('lacking' in input) throw new Error(input.lacking);
  return input;
}

describe('resultYears', () => {
  it('finds the same result of other periods, oldest first, also where the label names the year', () => {
    const other = measure('writing-2018', { label: 'Writing', period: '2018/19' }, () => 1);
    const worse = reading(2015, { highMeans: 'worse' });
    const frame = frameOf(reading(2018), other, reading(2017), worse, reading(2016));
    const years = resultYears(frame, 'reading-2017').map(({ key }) => key);
    expect(years).toEqual(['reading-2016', 'reading-2017', 'reading-2018']);
    const named = frameOf(
      measure('api-2000', { label: 'Index 2000', period: '2000' }, () => 1),
      measure('api-1999', { label: 'index  1999', period: '1999' }, () => 1),
    );
    expect(resultYears(named, 'api-2000').map(({ key }) => key)).toEqual(['api-1999', 'api-2000']);
  });

  it('takes no average of several years for a year', () => {
    const average = reading(2016, { key: 'average', period: '2016/17 to 2018/19' });
    const frame = frameOf(reading(2018), average, reading(2017));
    const years = resultYears(frame, 'reading-2018').map(({ key }) => key);
    expect(years).toEqual(['reading-2017', 'reading-2018']);
    expect(resultYears(frame, 'average').map(({ key }) => key)).toEqual(['average']);
  });

  it('is the result alone where it has no period', () => {
    const frame = frameOf(
      measure('one', { label: 'Score' }, () => 1),
      measure('two', { label: 'Score' }, () => 1),
    );
    expect(resultYears(frame, 'one').map(({ key }) => key)).toEqual(['one']);
    expect(resultYears(frame, 'none')).toEqual([]);
  });
});

describe('pupilsMeasure', () => {
  it('takes what a person chose, then what came beside the result, then a label that says so', () => {
    const beside = reading(2018, { denominator: Array.from({ length: schools }, (_, i) => i) });
    const frame = frameOf(beside, tested, roll);
    expect(pupilsMeasure(frame, beside.key, 'roll')).toMatchObject({ from: 'setting', key: 'roll' });
    const found = pupilsMeasure(frame, beside.key);
    expect(found).toMatchObject({ from: 'denominator', who: 'tested', key: beside.key });
    // Nobody was tested in the first school.
    expect([found?.values[0], found?.values[1]]).toEqual([NaN, 1]);
    expect(pupilsMeasure(frameOf(reading(2018), roll, tested), 'reading-2018')).toMatchObject({
      from: 'label',
      who: 'tested',
      key: 'tested',
    });
    expect(pupilsMeasure(frameOf(reading(2018), roll), 'reading-2018')).toMatchObject({ who: 'roll' });
    expect(pupilsMeasure(frameOf(reading(2018)), 'reading-2018')).toBeNull();
  });

  it('of several years takes that of the result’s own', () => {
    const before = { ...tested, key: 'tested-2017', period: '2017/18' };
    const frame = frameOf(reading(2017), reading(2018), tested, before);
    expect(pupilsMeasure(frame, 'reading-2017')?.key).toBe('tested-2017');
    expect(pupilsMeasure(frame, 'reading-2018')?.key).toBe('tested');
  });

  it('takes no share of pupils for a number of them', () => {
    const share = measure('share', { ...process, label: 'Pupils tested', unit: 'percent' }, () => 98);
    expect(pupilsMeasure(frameOf(reading(2018), share), 'reading-2018')).toBeNull();
  });
});

describe('pupilsChoices', () => {
  it('offers what counts pupils, by its unit or its label, and nothing else that is counted', () => {
    const other = (key: string, label: string, unit: string | null) =>
      measure(key, { ...process, label, unit }, () => 1);
    const frame = frameOf(
      tested,
      roll,
      other('leaders', 'Changes of leadership in the year', null),
      other('ratio', 'Pupils per teacher', null),
      other('cohort', 'Size of the cohort', 'pupils'),
      other('eligible', 'TELIG', null),
    );
    expect(pupilsChoices(frame).map(({ key }) => key)).toEqual(['tested', 'roll', 'cohort', 'eligible']);
  });
});

describe('modelInput', () => {
  it('of several years and pupils tells chance from changes, and feeds the model and firmness', () => {
    const frame = frameOf(reading(2016), reading(2017), reading(2018), tested);
    const chosen = settings(frame);
    expect(modelMeasures(frame, chosen)).toEqual(['reading-2016', 'reading-2017', 'reading-2018', 'tested']);
    const { sampling, area, firmness: drawn } = allowed(modelInput(frame, chosen));
    expect(sampling.rule).toBe('size-and-change');
    const { variances } = samplingVariance(sampling);
    expect(variances[0]! / variances[1]!).toBeCloseTo(40, 6);
    expect(area.within?.names).toEqual(['North', 'South']);
    const { prediction } = fayHerriot({ ...area, variances });
    const { held } = firmness(
      {
        ...drawn,
        identified: identify(identifyInput(frame, chosen)),
        source: { rule: 'posterior', estimate: prediction.estimate, error: prediction.fullError },
      },
      { draws: 50, seed: 1 },
    );
    expect(held.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it('looks back from the year of the result, not beyond it', () => {
    const frame = frameOf(reading(2016), reading(2017), reading(2018), tested);
    const { sampling } = allowed(modelInput(frame, { ...settings(frame), result: 'reading-2017' }));
    expect(sampling.rule === 'size-and-change' && sampling.years.length).toBe(2);
  });

  it('takes a share of pupils as one where it is known of how many who were tested', () => {
    const percent = reading(2018, {
      unit: 'percent',
      values: Array.from({ length: schools }, (_, i) => 2 * i),
    });
    const of = (...measures: Measure[]) => {
      const frame = frameOf(percent, ...measures);
      return modelInput(frame, settings(frame));
    };
    expect(allowed(of(tested)).sampling).toMatchObject({ rule: 'share', outOf: 100 });
    expect(of(roll)).toHaveProperty('lacking', expect.stringContaining('how many pupils are behind'));
    expect(allowed(of(reading(2017, { unit: 'percent' }), roll)).sampling.rule).toBe('size-and-change');
    // What lies beyond 100 is no share, whatever its unit says.
    const beyond = frameOf({ ...percent, values: percent.values.with(0, 101) }, tested);
    expect(modelInput(beyond, settings(beyond))).toHaveProperty('lacking');
  });

  it('takes the spread of pupils where somebody knows it', () => {
    const frame = frameOf(reading(2018), tested);
    const chosen = settings(frame);
    expect(modelInput(frame, chosen)).toHaveProperty('lacking', expect.stringContaining('an earlier year'));
    const { sampling } = allowed(modelInput(frame, { ...chosen, spread: 30 }));
    expect(sampling).toMatchObject({ rule: 'known-deviation', standardDeviation: 30 });
  });

  it('says in words where the number of pupils came from', () => {
    const pupils = Array.from({ length: schools }, () => 40);
    const frame = frameOf(reading(2017, { denominator: pupils }), reading(2018, { denominator: pupils }));
    expect(allowed(modelInput(frame, settings(frame))).why).toContain(
      'the number of pupils (given beside the result in its file)',
    );
  });

  it('without pupils gives all schools the same chance, and without years says what is missing', () => {
    const frame = frameOf(reading(2017), reading(2018));
    expect(allowed(modelInput(frame, settings(frame))).sampling.rule).toBe('change');
    const single = frameOf(reading(2018));
    const { lacking } = modelInput(single, settings(single)) as NoModel;
    expect(lacking).toContain('how many pupils are behind each result');
  });

  it('explains results by the indicators, or by an index that the rule made otherwise', () => {
    const frame = frameOf(reading(2017), reading(2018), tested);
    const chosen = settings(frame);
    const index = Float64Array.from({ length: schools }, (_, i) => i);
    const names = (given: typeof chosen) =>
      allowed(modelInput(frame, given, index)).area.covariates.map(({ name }) => name);
    expect(names(chosen)).toEqual(['meals']);
    expect(names({ ...chosen, missing: 'available' })).toEqual(['index']);
    expect(names({ ...chosen, weights: [1] })).toEqual(['index']);
  });
});
