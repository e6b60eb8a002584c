import { closeSync, openSync, writeSync } from 'node:fs';

/** Simulated pupils in schools of 20 to 180, for which 80-bit reference values exist. */
export interface Pupils {
  /** The school, counted from 0; pupils come school by school. */
  code: Int32Array;
  schools: number;
  ses: Float64Array;
  female: Float64Array;
  prior: Float64Array;
  score: Float64Array;
}

const seed = 101;

/**
 * score = 500 + 25 ses + 8 female + 40 prior + u₀ + u₁ ses + e, rounded to decimals so that every program reads the
 * same numbers. The random numbers (xoshiro128** seeded by splitmix32, normals by the polar method) and the order in
 * which they are drawn are part of the reference: nothing here may change.
 */
export function simulatePupils(pupils: number): Pupils {
  const { uniform, normal } = generator(pupils);
  const column = () => new Float64Array(pupils);
  const made = {
    code: new Int32Array(pupils),
    ses: column(),
    female: column(),
    prior: column(),
    score: column(),
  };
  let school = 0;
  for (let first = 0; first < pupils; school++) {
    const size = Math.min(pupils - first, 20 + Math.floor(uniform() * 161));
    const a = normal();
    const u0 = 30 * a;
    const u1 = 6 * (0.3 * a + Math.sqrt(1 - 0.09) * normal());
    const meanSes = 0.6 * normal();
    for (let i = first; i < first + size; i++) {
      made.code[i] = school;
      const ses = (made.ses[i] = rounded(meanSes + 0.8 * normal(), 4));
      const female = (made.female[i] = uniform() < 0.5 ? 1 : 0);
      const prior = (made.prior[i] = rounded(0.3 * ses + normal(), 4));
      made.score[i] = rounded(500 + 25 * ses + 8 * female + 40 * prior + u0 + u1 * ses + 60 * normal(), 2);
    }
    first += size;
  }
  return { ...made, schools: school };
}

function rounded(value: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.round(value * power) / power;
}

function generator(pupils: number) {
  let state = ((seed * 2654435761) ^ pupils) >>> 0;
  const splitmix = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [s0, s1, s2, s3] = [splitmix(), splitmix(), splitmix(), splitmix()];
  const next = () => {
    const m = Math.imul(s1, 5);
    const result = Math.imul((m << 7) | (m >>> 25), 9) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
  const uniform = () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  let spare = NaN;
  const normal = () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = NaN;
      return kept;
    }
    for (;;) {
      const a = 2 * uniform() - 1;
      const b = 2 * uniform() - 1;
      const s = a * a + b * b;
      if (s === 0 || s >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = b * factor;
      return a * factor;
    }
  };
  return { uniform, normal };
}

/** As the CSV file that pupilsIntercept.py and pupilsSlope.py read. */
export function writePupils(pupils: number, file: string): void {
  const { code, ses, female, prior, score } = simulatePupils(pupils);
  const handle = openSync(file, 'w');
  writeSync(handle, 'school,ses,female,prior,score\n');
  for (let i = 0; i < score.length; i++) {
    writeSync(handle, `${code[i] + 1},${ses[i]},${female[i]},${prior[i]},${score[i]}\n`);
  }
  closeSync(handle);
}

// node --conditions=source pupils.ts 100000 FOLDER/pupils.csv
if (import.meta.main) writePupils(Number(process.argv[2]), process.argv[3]);
