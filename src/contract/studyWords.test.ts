import { expect, it } from 'vitest';
import type { StudyGroup } from './studies.ts';
import { methodParagraph, ruleWords } from './studyMethodWords.ts';
import {
  chanceSentence,
  columnDigits,
  columnName,
  coverageWords,
  differenceWords,
  drawnSentence,
  settingWords,
  studyTitle,
  type StudyFacts,
} from './studyWords.ts';

const group = (name: string, resilient: number, struggling: number, known = 60): StudyGroup => ({
  name,
  schools: 53,
  known,
  found: { resilient: 2, struggling: 4 },
  drawn: { resilient, struggling },
  unmatched: 0,
  index: null,
  means: [],
});
const facts = (
  more: Partial<StudyFacts> = {},
  groups = [group('Eastfold', 1, 2), group('Northmarsh', 2, 1, 88)],
): StudyFacts => ({
  design: 'both kinds together',
  perGroup: 3,
  seed: 2026,
  version: '0.1.0',
  found: {
    generator: 'xoshiro128**',
    grouping: 'Region',
    indicators: ['Free meals', 'Education of the parents'],
    result: 'Reading, 2025',
    shareOfVariance: 0.614,
    quantileType: 7,
    cuts: { hardest: 0.25, top: 0.25, lowest: 0.25 },
    missing: 'listwise',
    rule: { weights: null, held: null, chance: null },
    groups,
  },
  leftOut: 0,
  declined: 0,
  now: { resilient: 3, struggling: 3 },
  ...more,
});

it('calls a study after what was drawn', () => {
  expect(studyTitle(facts().found)).toBe('Six schools in two regions');
  expect(studyTitle({ grouping: 'County', groups: [group('Kent', 0, 1), group('Essex', 0, 0)] })).toBe(
    'One school in Kent',
  );
  expect(studyTitle({ grouping: null, groups: [group('', 7, 7)] })).toBe('14 schools');
});

it('says group where the grouping is called by no word for one', () => {
  const { found } = facts();
  const odd = facts({ found: { ...found, grouping: 'cname' } });
  expect(studyTitle(odd.found)).toBe('Six schools in two groups');
  expect(drawnSentence(odd).before).toBe('In each group of ‘cname’ ');
  expect(methodParagraph(odd)).toContain('divided within two groups of ‘cname’ into quarters');
  expect(methodParagraph(odd)).toContain('three per group were drawn');
});

it('says what was done and what chance gave', () => {
  const { before, bold, after } = drawnSentence(facts());
  expect(`${before}${bold}${after}${chanceSentence(facts())}`).toBe(
    'In each region three schools were drawn at random from the two kinds together, among schools in the hardest quarter of circumstances whose results are in the highest or in the lowest quarter. Chance gave one resilient and two struggling schools in Eastfold and two and one in Northmarsh.',
  );
  expect(chanceSentence(facts({ design: 'each kind' }))).toBe('');
  expect(chanceSentence(facts({}, [group('Eastfold', 0, 3), group('Northmarsh', 0, 3)]))).toContain(
    'none and three in Northmarsh',
  );
  expect(
    (['both kinds together', 'each kind', 'matched pairs'] as const).map((design) =>
      settingWords(facts({ design })),
    ),
  ).toEqual(['3 per region, both kinds together', '3 of each kind per region', '3 matched pairs per region']);
});

it('writes the paragraph, with who was left out and who declined', () => {
  expect(methodParagraph(facts())).toBe(
    'Schools were divided within two regions into quarters by a socio-economic context index (first principal component of two indicators: free meals and education of the parents, 61% of variance) and by results (reading, 2025). Among schools in the hardest quarter of circumstances with results in the highest (resilient) or lowest (struggling) quarter, three per region were drawn at random from both kinds together (seed 2026, generator xoshiro128**), giving three resilient and three struggling schools. The data covered 88% of the schools of Eastfold and 60% of Northmarsh; the divisions are of the schools covered (quantiles of type 7). Computed with Reedbed 0.1.0.',
  );
  const more = methodParagraph(facts({ leftOut: 2, declined: 1, now: { resilient: 2, struggling: 4 } }));
  expect(more).toContain('Two schools were left out before the draw');
  const { found } = facts();
  const dated = { ...found, indicators: ['Free meals, 2024/25', 'New to the language, 2024/25'] };
  expect(methodParagraph(facts({ found: dated }))).toContain(
    'two indicators: free meals and new to the language, all of 2024/25, 61% of variance)',
  );
  expect(more).toContain(
    'One school declined and was replaced by the next in the order of drawing, so that the study has two resilient and four struggling schools.',
  );
  expect(methodParagraph(facts({ declined: 2, now: { resilient: 3, struggling: 1 } }))).toContain('used up');
});

it('says that a group with fewer schools than were asked for was drawn whole', () => {
  const few = [group('Eastfold', 2, 2), group('Northmarsh', 1, 1)];
  const told = (more: Partial<StudyFacts>, groups = few) => {
    const all = facts(more, groups);
    const { before, bold, after } = drawnSentence(all);
    return [`${before}${bold}${after}`, methodParagraph(all)];
  };
  const [pairs, ofPairs] = told({ design: 'matched pairs' });
  expect(pairs).toContain('three pairs were drawn at random, or as many as there were: a resilient school,');
  expect(ofPairs).toContain('three pairs per region, or as many as there were, were drawn at random, each');
  const [both, ofBoth] = told({});
  expect(both).toContain('from the two kinds together, or as many as there were, among schools');
  expect(ofBoth).toContain('three per region, or as many as there were, were drawn at random from both');
  const [each, ofEach] = told({ design: 'each kind', perGroup: 1 }, [group('Eastfold', 1, 0)]);
  expect(each).toContain('struggling school were drawn at random, where there was one, among schools');
  expect(ofEach).toContain('one of each kind per region, where there was one, were drawn at random');
  for (const sentence of [...told({ perGroup: 2 }), ...told({ design: 'each kind', perGroup: 1 })]) {
    expect(sentence).not.toMatch(/or as many|where there was/);
  }
});

it('names other shares, weights by hand and rules for what is missing', () => {
  const { found } = facts();
  const cuts = { hardest: 0.2, top: 0.15, lowest: 1 / 3 };
  const other = facts({ found: { ...found, cuts, missing: 'available', shareOfVariance: null } });
  const told = methodParagraph(other);
  expect(told).toContain(
    'divided within two regions by a socio-economic context index (mean of two standardised indicators',
  );
  expect(told).toContain(
    'in the hardest fifth of circumstances with results in the highest 15% (resilient) or lowest third (struggling), three',
  );
  expect(told).toContain('an index of those that they had');
  expect(drawnSentence(other).after).toContain('are in the highest 15% or in the lowest third.');
  const eighth = { hardest: 0.125, top: 0.25, lowest: 0.25 };
  expect(methodParagraph(facts({ found: { ...found, cuts: eighth } }))).toContain('in the hardest 12.5% of');
});

it('says weights, years and that chance was reckoned with, in the paragraph and in a few words each', () => {
  const { found } = facts();
  expect(ruleWords(found)).toEqual([]);
  const rule = {
    weights: [2, 0.5],
    held: ['2024', '2025'],
    chance: { pupils: 'Pupils tested, 2025', spread: 15 },
  };
  const other = facts({
    found: {
      ...found,
      rule,
      missing: 'mean',
      shareOfVariance: null,
      cuts: { hardest: 0.2, top: 0.1, lowest: 0.1 },
    },
  });
  const told = methodParagraph(other);
  expect(told).toContain(
    'weighted by hand: free meals (weight 2) and education of the parents (weight 0.5)) and by results',
  );
  expect(told).toContain('lowest (struggling) tenth in each of the years 2024 and 2025, three per region');
  expect(told).toContain(
    'beside the rule (pupils: pupils tested, 2025; standard deviation of single pupils: 15); no label and no draw depends on it.',
  );
  expect(drawnSentence(other).after).toContain('lowest tenth in each of the years 2024 and 2025.');
  expect(ruleWords(other.found)).toEqual([
    'the hardest fifth of circumstances, the highest and the lowest tenth of results',
    'weights by hand: free meals (weight 2) and education of the parents (weight 0.5)',
    'a lacking indicator is the mean of the group',
    'labels held in 2024 and 2025',
    'chance in small schools beside it (pupils: pupils tested, 2025; standard deviation of single pupils: 15)',
  ]);
});

it('says how much the data cover', () => {
  expect(coverageWords({ grouping: null, groups: [group('', 1, 1, 53)] })).toBe('all schools known here');
  expect(coverageWords({ grouping: null, groups: [group('', 1, 1, 106)] })).toBe('50% of the schools');
  const many = Array.from({ length: 8 }, (_, i) => group(`County ${String(i)}`, 0, 1, 53 + 10 * i));
  expect(coverageWords({ grouping: 'County', groups: many })).toBe(
    '43% to 100% of the schools of each county',
  );
});

it('writes numbers of the table as a paper does', () => {
  expect(columnName({ label: 'Free meals', period: '2025', unit: 'percent' })).toBe('Free meals, 2025 (%)');
  expect(columnName({ label: 'Pupils on roll', period: '2025', unit: 'pupils' })).toBe(
    'Pupils on roll, 2025',
  );
  expect([columnDigits([1, 2, null]), columnDigits([12.5, 3]), columnDigits([1.25, 3])]).toEqual([0, 1, 2]);
  expect([
    differenceWords(52, 31, 0),
    differenceWords(5.2, 5.9, 1),
    differenceWords(31.2, 31, 0),
    differenceWords(null, 31, 0),
  ]).toEqual(['+21', '−0.7', '0', '']);
});
