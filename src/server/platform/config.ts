import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from './settings.ts';

export interface Config {
  /** Folder of everything this installation keeps. */
  data: string;
  /** PostgreSQL elsewhere; undefined means the embedded one in `data`. */
  databaseUrl: string | undefined;
  /** 0 takes any free port. */
  port: number;
  version: string;
  /** Root of the package: migrations, example data and the built pages lie beneath it. */
  root: string;
  /** How people reach the server where a proxy stands before it: `https://reedbed.example`. */
  origin: string | undefined;
  /** Where mail is handed over, and whom it comes from; undefined means that links are passed on by hand. */
  mail: { smtp: string; from: string } | undefined;
  /** 32 bytes in base64 that seal secrets in the database; undefined means a file in `data`. */
  key: string | undefined;
  /** Single sign-on (OpenID Connect). */
  provider: ProviderConfig | undefined;
}

export interface ProviderConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it, on the button. */
  name: string;
}

export const defaultPort = 5823;

/** Settings from the environment; a flag of the command line wins over them. */
export function readConfig(
  flags: { data?: string; port?: number } = {},
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    data: resolve(flags.data ?? environment['REEDBED_DATA'] ?? defaultData(root)),
    databaseUrl: environment['DATABASE_URL'],
    port: flags.port ?? portOf(environment['PORT']),
    version,
    root,
    ...readSettings(environment),
  };
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT is ‘${String(text)}’, which is no port. Give a whole number from 0 to 65535.`);
  }
  return port;
}

/**
 * An ordinary user keeps the data beside the checkout. Root cannot: PostgreSQL refuses to run as root and its own
 * user could not reach a folder below root's home.
 */
function defaultData(root: string): string {
  const home = root.includes(`${sep}node_modules${sep}`) ? process.cwd() : root;
  if (process.getuid?.() !== 0) return join(home, '.reedbed');
  const mark = createHash('sha256').update(home).digest('hex').slice(0, 8);
  return join('/var/lib/reedbed', `${basename(home)}-${mark}`);
}

/** The nearest folder above this file that holds a package.json: the same from `src` and from `dist`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The package.json of Reedbed was not found above its own files.');
    folder = parent;
  }
  return folder;
}
