import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModule, type Module } from './module.ts';
import type { Aliases } from './places.ts';
import { rules, violations, type Violation } from './rules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every source file of the checkout. Tests may look behind the walls, so they are left out. */
export function readHouse(): Module[] {
  const paths = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !/\.test\.tsx?$|\.d\.ts$/.test(path))
    .sort()
    .map((path) => readModule(path, readFileSync(join(root, path), 'utf8')));
}

export function readAliases(): Aliases {
  const file = readFileSync(join(root, 'package.json'), 'utf8');
  return (JSON.parse(file) as { imports: Aliases }).imports;
}

/** The walls that this checkout breaks, one line each. */
export function brokenWalls(): string[] {
  return violations(readHouse(), readAliases()).map(describeViolation);
}

export function describeViolation({ path, line, rule, detail }: Violation): string {
  return `${path}:${line}  ${detail}. The rule: ${rules[rule]}.`;
}
