import { expect, it } from 'vitest';
import { repeatScript, type Question } from './repeatScript.ts';

const usual: Question = {
  context: ['harder', 'easier'],
  result: 'better',
  weights: null,
  missing: 'listwise',
  cuts: { hardest: 0.25, top: 0.25, lowest: 0.25 },
  quantileType: 7,
  hold: 1,
};
/** What was chosen, as the script sets it. */
const settingsOf = (question: Question) =>
  repeatScript(question)
    .match(/^[a-z_]+ <- (?!function).*$/gm)
    ?.slice(0, 9);

it('has every choice at its head', () => {
  expect(settingsOf(usual)).toEqual([
    'harder <- c(TRUE, FALSE)',
    'better <- TRUE',
    'weights <- NULL',
    'missing <- "listwise"',
    'hardest <- 0.25',
    'highest <- 0.25',
    'lowest <- 0.25',
    'quantile_type <- 7',
    'years_held <- 1',
  ]);
  const other: Question = {
    context: ['easier', 'harder'],
    result: 'worse',
    weights: [2, 0.5],
    missing: 'available',
    cuts: { hardest: 0.2, top: 1 / 3, lowest: 0.1 },
    quantileType: 6,
    hold: 3,
  };
  expect(settingsOf(other)).toEqual([
    'harder <- c(FALSE, TRUE)',
    'better <- FALSE',
    'weights <- c(2, 0.5)',
    'missing <- "available"',
    'hardest <- 0.2',
    'highest <- 0.3333333333333333',
    'lowest <- 0.1',
    'quantile_type <- 6',
    'years_held <- 3',
  ]);
});

it('uses each of them in its steps, and stops where Reedbed and R differ', () => {
  const steps = repeatScript(usual).split('years_held <- 1')[1] ?? '';
  for (const name of [
    'harder',
    'better',
    'weights',
    'missing',
    'hardest',
    'highest',
    'lowest',
    'quantile_type',
  ]) {
    expect(steps).toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(steps).toContain('seq_len(years_held - 1)');
  expect(steps.match(/stopifnot\("[^"]+ (?:differs?|differ)\."/g)).toHaveLength(4);
});
