import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededGenerator } from '#stats';

/** Simulated schools: 16 regions, eight indicators of one trait (high is easier) and a score. */
export interface Schools {
  region: Int32Array;
  indicators: Float64Array[];
  score: Float64Array;
}

const regions = 16;
const degrees = [0.8, 0.7, 0.75, 0.6, 0.5, 0.65, 0.4, 0.55];
const generator = fileURLToPath(new URL('../../../shared/bench/gen.mjs', import.meta.url));

export const generatorIsThere = () => existsSync(generator);

/** Has the shared generator write its file, and gives it to `use`; the file is removed afterwards. */
export function withSchoolsFile<T>(schools: number, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'reedbed-bench-'));
  try {
    const { status } = spawnSync(process.execPath, [generator, 'resil', String(schools), folder], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`${generator} ended with ${String(status)}.`);
    return use(join(folder, 'schools.csv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Schools of the same distribution, made here where the shared generator is not at hand. */
export function simulateSchools(schools: number): Schools {
  const { uniform, below } = seededGenerator(202);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
  const made = emptySchools(schools);
  for (let i = 0; i < schools; i++) {
    const trait = normal();
    degrees.forEach((degree, j) => {
      const value = (j + 1) * (degree * trait + Math.sqrt(1 - degree ** 2) * normal()) + 10 * j;
      made.indicators[j][i] = rounded(value, 4);
    });
    made.region[i] = below(regions);
    made.score[i] = rounded(250 + 30 * trait + 40 * normal(), 3);
  }
  return made;
}

function emptySchools(schools: number): Schools {
  return {
    region: new Int32Array(schools),
    indicators: degrees.map(() => new Float64Array(schools)),
    score: new Float64Array(schools),
  };
}

const minus = 45;
const point = 46;
const comma = 44;
const newline = 10;
const powers = Array.from({ length: 16 }, (_, digits) => 10 ** digits);

/**
 * Reads the generator's file (id, region, x1 … x8, score; plain decimals, nothing quoted or missing), byte by byte in
 * pieces, so that memory holds the columns and little else.
 */
export function readSchools(file: string, schools: number): Schools {
  const read = emptySchools(schools);
  const columns = [null, read.region, ...read.indicators, read.score];
  const piece = Buffer.alloc(1 << 20);
  const handle = openSync(file, 'r');
  let row = -1; // the header
  let column = 0;
  let digits = 0;
  let decimals = -1;
  let negative = false;
  for (let length = readSync(handle, piece); length > 0; length = readSync(handle, piece)) {
    for (let i = 0; i < length; i++) {
      const byte = piece[i];
      if (byte === comma || byte === newline) {
        // Both numbers are exact, so their quotient is the double nearest to the decimal.
        const size = decimals > 0 ? digits / powers[decimals] : digits;
        const into = columns[column];
        if (into !== null && row >= 0) into[row] = negative ? -size : size;
        digits = 0;
        decimals = -1;
        negative = false;
        column = byte === comma ? column + 1 : 0;
        if (byte === newline) row++;
      } else if (byte === point) decimals = 0;
      else if (byte === minus) negative = true;
      else {
        digits = digits * 10 + byte - 48;
        if (decimals >= 0) decimals++;
      }
    }
  }
  closeSync(handle);
  if (row !== schools) throw new Error(`${file} has ${String(row)} schools instead of ${String(schools)}.`);
  read.region.forEach((region, i) => (read.region[i] = region - 1));
  return read;
}
