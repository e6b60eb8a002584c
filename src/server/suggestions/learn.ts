import type { HeldOut, Learned, LearnedCode, SuggestedUnit, Suggestions } from '#contract/suggestions';
import { fewestToLearn } from '#contract/suggestions';
import { fMeasure, learnLabel, StatsError, type LabelledRows, type LearnedLabel, type Tally } from '#stats';
import { byCode, labelsOf, type Labels } from './labels.ts';
import { partsOf } from './parts.ts';
import type { Given, Material } from './read.ts';
import { reasonsOf } from './reasons.ts';
import { countUnits, type Units } from './units.ts';

type Tell = (step: string, done: number, total: number) => void;

/** What one code comes to. */
export interface Outcome {
  code: LearnedCode;
  labels: Labels;
  learned: LearnedLabel | null;
  /** Units it is suggested for, the most probable first. */
  rows: number[];
}

/** Every code that somebody gave, with how well it is learned; those that are suggested first by how often they were right. */
export function learnAll(material: Material, unit: SuggestedUnit, tell: Tell): Learned {
  tell('Counting words', 0, 0);
  const counted = countUnits(material, unit);
  const groups = [...byCode(material).values()];
  if (counted === null) return { sources: material.sources.length, units: 0, codes: [] };
  const codes = groups.map((given, i) => {
    tell('Learning codes', i, groups.length);
    return learnOne(material, counted, given).code;
  });
  return { sources: material.sources.length, units: counted.units.length, codes };
}

interface Asked {
  key: string;
  unit: SuggestedUnit;
  most: number;
}

/** One code with the words it is suggested for; null where nobody gave it. */
export function suggest(material: Material, { key, unit, most }: Asked, tell: Tell): Suggestions | null {
  tell('Counting words', 0, 0);
  const given = byCode(material).get(key);
  const counted = countUnits(material, unit);
  if (given === undefined || counted === null) return null;
  tell('Learning the code', 0, 0);
  const outcome = learnOne(material, counted, given);
  return {
    code: outcome.code,
    suggestions: outcome.rows.slice(0, most).map((row) => reasonsOf(material, counted, { outcome, row })),
  };
}

function learnOne(material: Material, counted: Units, given: readonly Given[]): Outcome {
  const labels = labelsOf(material, counted.units, given);
  const bearing = labels.rows.filter((row) => labels.positive[row] === 1);
  const base = { target: targetOf(given), given: bearing.length };
  const few: Outcome = {
    code: { ...base, state: 'few', by: null, heldOut: null, suggested: 0 },
    labels,
    learned: null,
    rows: [],
  };
  if (bearing.length < fewestToLearn) return few;
  const { by, part } = partsOf(counted.units, labels);
  const { rows, positive, counts } = labels;
  const learned = learnable({ x: counted.vectors, rows, positive, part, counts });
  if (learned === null) return few;
  const tells = isBetterThanChance(learned.heldOut);
  const suggested = tells ? suggestedRows(material, counted, { labels, learned }) : [];
  return {
    code: {
      ...base,
      state: tells ? 'learned' : 'chance',
      by,
      heldOut: heldOutOf(learned.heldOut),
      suggested: suggested.length,
    },
    labels,
    learned,
    rows: suggested,
  };
}

/** Null where one part alone bears the code, or nothing is without it. */
function learnable(labelled: LabelledRows): LearnedLabel | null {
  try {
    return learnLabel(labelled);
  } catch (error) {
    if (error instanceof StatsError && (error.code === 'one-part' || error.code === 'one-kind')) return null;
    throw error;
  }
}

function targetOf([first]: readonly Given[]): LearnedCode['target'] {
  if (first === undefined) throw new Error('A code that nobody gave is not learned.');
  const { framework, element, pole, code } = first;
  return { framework, element, pole, code };
}

/** Better than to suggest it everywhere, which finds all that bear it. */
const isBetterThanChance = (found: Tally): boolean =>
  fMeasure(found) > fMeasure({ ...found, suggested: found.rows, right: found.given });

const heldOutOf = ({ rows: units, ...rest }: Tally): HeldOut => ({ ...rest, units });

function suggestedRows(
  { sources }: Material,
  { units }: Units,
  { labels: { closed }, learned: { scores, threshold } }: { labels: Labels; learned: LearnedLabel },
): number[] {
  return units
    .flatMap(({ source }, row) =>
      closed[row] === 0 && sources[source]?.open === true && (scores[row] ?? -Infinity) >= threshold
        ? [row]
        : [],
    )
    .toSorted((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
}
