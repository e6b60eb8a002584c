import { describe, expect, it } from 'vitest';
import { figureTitle, inOnePeriod, inPlainNames, measureName } from '#contract/identificationWords';
import { partsOf } from '#contract/identificationParts';
import { lede, ownWords, stageStatus } from './sentences.ts';

const tally = (hardest: number, resilient: number, struggling = 0, byChance = hardest / 4) => ({
  schools: hardest * 4,
  hardest,
  resilient,
  struggling,
  byChance,
});
const chosen = { context: ['meals'], result: 'score', within: 'all' };
const usual = { parts: partsOf({}), chosen };
const said = (hardest: number, resilient: number, grouping: string | null = null) => {
  const { before, bold, after } = lede({ tally: tally(hardest, resilient), grouping, ...usual });
  return before + bold + after;
};

describe('the lede', () => {
  it('makes sense of few', () => {
    expect(said(1524, 11, 'County')).toBe(
      'Of the 1,524 schools in the hardest circumstances of their county, 11 reach the top quarter of results. ' +
        'If circumstances made no difference, about 381 would. Each of them is rare, and worth a visit.',
    );
  });

  it('names a group without its explanation', () => {
    expect(said(1504, 2, 'School type (E elementary, M middle, H high)')).toContain(
      'of their school type, 2 reach',
    );
  });

  it('reads naturally where the grouping is called by no word for a group', () => {
    expect(said(1504, 2, 'Mainstream or special')).toContain('circumstances of their group, 2 reach');
    expect(said(1504, 2, 'cname')).toContain('circumstances of their group, 2 reach');
  });

  it('makes sense of one and of none', () => {
    expect(said(400, 1)).toContain('circumstances, 1 reaches the top quarter of results.');
    expect(said(400, 1)).toContain('That one is rare');
    expect(said(400, 0)).toContain('none reaches the top quarter');
    expect(said(400, 0)).toContain('look at another result');
  });

  it('speaks of a single school as of one', () => {
    expect(said(13, 1)).toContain('What it does that others do not is the question to take to it.');
  });

  it('does not make much of many', () => {
    expect(said(400, 60)).toContain('What these do that others');
    expect(said(400, 110)).toContain('circumstances say little');
  });

  it('compares with what chance gives of the schools that the cuts take in', () => {
    // Sixteen groups of five, of which two are at either end: 16 × 2 × 2 / 5.
    const { after } = lede({ tally: tally(32, 8, 0, 12.8), grouping: 'Cluster', ...usual });
    expect(after).toBe(
      '. If circumstances made no difference, about 13 would. What these do that others do not is the question to take to them.',
    );
  });

  it('is careful with a handful of schools', () => {
    expect(said(1, 1)).toMatch(/^The one school in the hardest circumstances reaches/);
    expect(said(1, 0)).toMatch(/does not reach the top quarter/);
    expect(said(5, 1)).toContain('read it with care');
  });

  it('says when nothing is shown', () => {
    expect(said(0, 0)).toContain('No group with schools is shown.');
  });
});

it('follows other parts than quarters, and years', () => {
  const parts = partsOf({ hardest: 'fifth', top: '15' });
  const words = lede({ tally: tally(400, 60), grouping: null, parts, chosen: { ...chosen, hold: 2 } });
  expect(words.bold).toBe('60 reach the top 15% of results, 2 years running');
  expect(parts.context[1]).toBe('hardest fifth');
  expect(figureTitle({ tally: tally(400, 0), parts, chosen })).toBe(
    'No school in the hardest fifth reaches the top 15% of results',
  );
});

it('titles the figure with what was found', () => {
  const titled = (resilient: number) => figureTitle({ tally: tally(400, resilient), ...usual });
  expect(titled(0)).toMatch(/^No school/);
  expect(titled(5)).toMatch(/a few schools beat the odds$/);
  expect(titled(40)).toBe('Circumstances shape results, but do not settle them');
  expect(titled(100)).toMatch(/say little/);
});

it('keeps the stage’s line short', () => {
  expect([0, 1, 11].map((n) => stageStatus(tally(400, n)))).toEqual([
    'No school beats the odds',
    '1 school beats the odds',
    '11 schools beat the odds',
  ]);
});

it('says the period once', () => {
  expect(measureName({ label: 'API', period: '2000' })).toBe('API, 2000');
  expect(measureName({ label: 'API 2000', period: '2000' })).toBe('API 2000');
  expect(measureName({ label: 'API', period: null })).toBe('API');
});

describe('those who see a part of the network', () => {
  const frame = (...name: string[]) => ({
    source: null,
    schools: { id: name, reference: name, name },
    groupings: [],
    measures: [],
  });
  const told = (...rest: Parameters<typeof ownWords>) => {
    const { title, before, bold, after } = ownWords(...rest);
    return `${title}. ${before}${bold}${after}`;
  };
  it('read of their school, of some, or of none', () => {
    expect(told(frame('Alder Road'), true)).toMatch(
      /^What is known of Alder Road. You see one school, your own. /,
    );
    expect(told(frame('Alder Road'), false)).toContain('shown to you for a while');
    expect(told(frame('Alder Road', 'Heron Hill'), true)).toMatch(
      /^What is known of 2 schools. You see 2 schools./,
    );
    expect(told(frame(), false)).toContain('No measure is shared with you yet.');
  });
});

it('says a period once that all indicators have in common', () => {
  const of = (label: string, period: string | null) => ({
    key: label,
    label,
    period,
    kind: 'context' as const,
    highMeans: 'harder' as const,
    unit: null,
    values: [],
  });
  expect(inOnePeriod([of('Free meals', '2024/25'), of('Mobility, 2024/25', '2024/25')])).toBe(
    'free meals and mobility, all of 2024/25',
  );
  expect(inOnePeriod([of('Free meals', '2024/25'), of('Mobility', '2023/24')])).toBe(
    'free meals, 2024/25 and mobility, 2023/24',
  );
  expect(inOnePeriod([of('Free meals', null)])).toBe('free meals');
});

it('names measures in messages of the method as people know them', () => {
  const measures = [{ key: 'meals_2024', label: 'Free meals', period: '2024' }] as Parameters<
    typeof inPlainNames
  >[0]['measures'];
  expect(inPlainNames({ measures }, 'The weight of ‘meals_2024’ is 0; ‘more’ is above.')).toBe(
    'The weight of ‘Free meals, 2024’ is 0; ‘more’ is above.',
  );
});
