import type { Frame } from '#contract/identification';
import { masteryCounts, type MasteryResult } from '#contract/identificationMastery';
import { effectiveSchool } from '#stats';

export interface ClassicalTest {
  /** Names of the schools that pass, in the alphabet. */
  effective: string[];
  failed: number;
  undecided: number;
  /** Schools without any numbers of pupils. */
  without: number;
  /** What is not known of how many of those undecided: what is lacking most often first, three at most. */
  lacking: { message: string; schools: number }[];
}

/** Every school put to the classical test. */
export function classicalTest(frame: Frame, result: MasteryResult): ClassicalTest {
  const found: ClassicalTest = { effective: [], failed: 0, undecided: 0, without: 0, lacking: [] };
  const lacking = new Map<string, number>();
  frame.schools.name.forEach((name, school) => {
    const counts = masteryCounts(frame, result, school);
    if (counts.length === 0) {
      found.without++;
      return;
    }
    const test = effectiveSchool(counts);
    if (test.effective === true) found.effective.push(name);
    else if (test.effective === false) found.failed++;
    else {
      found.undecided++;
      for (const { message } of test.lacking) lacking.set(message, (lacking.get(message) ?? 0) + 1);
    }
  });
  const often = [...lacking]
    .toSorted((a, b) => b[1] - a[1])
    .map(([message, schools]) => ({ message, schools }));
  return { ...found, lacking: often.slice(0, 3) };
}
