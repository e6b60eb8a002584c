import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ProblemError } from '#contract/problem';
import { resealAll, type Resealed } from './accounts/index.ts';
import {
  checkRecipient,
  openArchive,
  readIdentity,
  readPassphrase,
  restoreInstallation,
  restoreWorkspace,
  type Arrived,
  writeBackup,
  type Lock,
  type Opener,
} from './backup/index.ts';
import { examine, type Finding } from './doctor/index.ts';
import { askForErasure, erasePerson, idToErase, type Erased } from './erasure/index.ts';
import { exportStored, verifyFile, verifyStored, type Verdict } from './history/index.ts';
import { blobsIn } from './platform/blobs.ts';
import { readConfig, type Config } from './platform/config.ts';
import { reach } from './platform/reach.ts';
import { changeKey } from './platform/keyChange.ts';
import { keyText } from './platform/seal.ts';

export type { Erased, Finding, Verdict };

interface Place {
  data?: string | undefined;
}

export interface BackupOptions extends Place {
  workspace?: string | undefined;
  out?: string | undefined;
  passphraseFile?: string | undefined;
  recipient?: string | undefined;
  progress?: (step: string, done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What a backup came to, for people. */
export interface Written {
  file: string;
  kind: 'installation' | 'workspace';
  moment: string;
  rows: number;
  files: number;
  encrypted: boolean;
  missing: string[];
  damaged: string[];
  withoutKey: { table: string; rows: number }[];
}

/** Writes an archive, while the server runs or while it does not. */
export async function backup(options: BackupOptions): Promise<Written> {
  const config = readConfig(placeOf(options));
  requireData(config);
  const lock = lockOf(options);
  const file = resolve(options.out ?? fileName(options, lock !== undefined));
  if (existsSync(file)) {
    throw new ProblemError('conflict', `There is a file ${file} already. Name another one with --out.`);
  }
  const reached = await reach(config, options.signal);
  try {
    const source = {
      owner: () => reached.owner(),
      blobs: blobsIn(join(config.data, 'blobs')),
      version: config.version,
      key: () => keyText(config),
    };
    const { workspace, progress, signal } = options;
    const manifest = await writeBackup(source, {
      file,
      ...(workspace === undefined ? {} : { workspace }),
      ...(lock === undefined ? {} : { lock }),
      ...(progress === undefined ? {} : { progress }),
      ...(signal === undefined ? {} : { signal }),
    });
    return summary(file, manifest, lock !== undefined);
  } finally {
    await reached.release();
  }
}

function placeOf({ data }: Place): { data?: string } {
  return data === undefined ? {} : { data };
}

function requireData(config: Config): void {
  if (config.databaseUrl !== undefined || existsSync(join(config.data, 'secrets.json'))) return;
  throw new ProblemError(
    'not-found',
    `There are no data of Reedbed in ${config.data}. Name their folder with --data or REEDBED_DATA.`,
  );
}

function lockOf({ passphraseFile, recipient }: BackupOptions): Lock | undefined {
  if (passphraseFile !== undefined) return { passphrase: readPassphrase(passphraseFile) };
  if (recipient === undefined) return undefined;
  checkRecipient(recipient);
  return { recipient };
}

function fileName({ workspace }: BackupOptions, encrypted: boolean): string {
  const at = new Date().toISOString().replaceAll(/[:]|\.\d+/g, '');
  const of = workspace === undefined ? '' : `-workspace-${workspace.slice(0, 8)}`;
  return `reedbed${of}-${at}.zip${encrypted ? '.age' : ''}`;
}

type Manifest = Awaited<ReturnType<typeof writeBackup>>;

function summary(file: string, manifest: Manifest, encrypted: boolean): Written {
  const { kind, moment, tables, blobs, missing, damaged, withoutKey } = manifest;
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return { file, kind, moment, rows, files: blobs.length, encrypted, missing, damaged, withoutKey };
}

export interface RestoreOptions extends Place {
  file: string;
  passphraseFile?: string | undefined;
  identityFile?: string | undefined;
  /** Who owns a restored workspace if nobody does who is known here: e-mail or id. */
  owner?: string | undefined;
}

/** Checks an archive and writes nothing. */
export async function verify(options: RestoreOptions): Promise<Written> {
  const archive = await open(options);
  try {
    return summary(resolve(options.file), archive.manifest, isOpened(options));
  } finally {
    await archive.close();
  }
}

/** What a restore came to; `arrived` for a workspace. */
export interface Restored extends Written {
  data: string;
  arrived: Arrived | null;
}

/** Checks an archive and puts its content in place: an installation into an empty one, a workspace beside others. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const config = readConfig(placeOf(options));
  const archive = await open(options);
  try {
    const isWorkspace = archive.manifest.kind === 'workspace';
    const arrived = isWorkspace ? await bringWorkspace(archive, config, options.owner) : null;
    if (!isWorkspace) await restoreInstallation(archive, config);
    const written = summary(resolve(options.file), archive.manifest, isOpened(options));
    return { ...written, data: config.data, arrived };
  } finally {
    await archive.close();
  }
}

async function bringWorkspace(
  archive: Awaited<ReturnType<typeof openArchive>>,
  config: Config,
  owner: string | undefined,
): Promise<Arrived> {
  requireData(config);
  const reached = await reach(config);
  try {
    const restorer = owner === undefined ? {} : { restorer: owner };
    return await restoreWorkspace(archive, { config, owner: () => reached.owner(), ...restorer });
  } finally {
    await reached.release();
  }
}

const isOpened = ({ passphraseFile, identityFile }: RestoreOptions) =>
  passphraseFile !== undefined || identityFile !== undefined;

function open(options: RestoreOptions) {
  const opener = openerOf(options);
  return openArchive({
    file: resolve(options.file),
    scratch: tmpdir(),
    ...(opener === undefined ? {} : { opener }),
  });
}

function openerOf({ passphraseFile, identityFile }: RestoreOptions): Opener | undefined {
  if (passphraseFile !== undefined) return { passphrase: readPassphrase(passphraseFile) };
  return identityFile === undefined ? undefined : { identity: readIdentity(identityFile) };
}

/** Looks for what usually goes wrong. */
export function doctor(options: Place): Promise<Finding[]> {
  return examine(readConfig(placeOf(options)), process.env);
}

/** Erases a person, or says what that would delete. The erasure is a row, so that it is done even if we are stopped. */
export async function eraseUser(options: Erasure): Promise<Erased> {
  const config = readConfig(placeOf(options));
  requireData(config);
  const reached = await reach(config);
  const owner = reached.owner();
  try {
    if (!options.really) return await erasePerson(owner, options.who, options);
    const person = await idToErase(owner, options.who);
    return await askForErasure(() => reached.owner(), {
      ...options,
      person,
      alone: reached.holder === null,
    });
  } finally {
    await owner.end({ timeout: 5 });
    await reached.release();
  }
}

export interface Erasure extends Place {
  who: string;
  /** False to learn what would go. */
  really: boolean;
  progress?: (step: string, done: number, total: number) => void;
}

/** Replaces the key of the installation, while no server runs on it. */
export async function replaceKey(options: Place): Promise<Resealed> {
  const config = readConfig(placeOf(options));
  requireData(config);
  const reached = await reach(config);
  const owner = reached.owner();
  try {
    if (reached.holder !== null) {
      throw new ProblemError(
        'conflict',
        `Process ${String(reached.holder.pid)} runs on ${config.data} and seals with the present key. Stop it first. Nothing was changed.`,
      );
    }
    return await changeKey(config, (old, next) => resealAll(owner, old, next));
  } finally {
    await owner.end({ timeout: 5 });
    await reached.release();
  }
}

export interface VerifyTrailOptions extends Place {
  /** Of a workspace, or all zeros for the installation. */
  chain: string;
  /** A trail that was taken away; then no database is asked. */
  file?: string | undefined;
  head?: string | undefined;
}

/** Computes the seals of an audit trail again. */
export async function verifyTrail(options: VerifyTrailOptions): Promise<Verdict> {
  if (options.file !== undefined) return verifyFile(resolve(options.file), options.head);
  const config = readConfig(placeOf(options));
  requireData(config);
  const reached = await reach(config);
  const owner = reached.owner();
  try {
    return await verifyStored(owner, options.chain, options.head);
  } finally {
    await owner.end({ timeout: 5 });
    await reached.release();
  }
}

/** Writes an audit trail into a new file, and checks what stands in it then. */
export async function exportTrail(
  options: Place & { chain: string; out: string },
): Promise<Verdict & { file: string }> {
  const config = readConfig(placeOf(options));
  requireData(config);
  const file = resolve(options.out);
  if (existsSync(file)) {
    throw new ProblemError('conflict', `There is a file ${file} already. Name another one with --out.`);
  }
  const reached = await reach(config);
  const owner = reached.owner();
  try {
    await exportStored(owner, options.chain, file);
    return { file, ...(await verifyFile(file)) };
  } finally {
    await owner.end({ timeout: 5 });
    await reached.release();
  }
}
