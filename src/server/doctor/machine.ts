import { accessSync, constants, existsSync, globSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { holderOf } from '../platform/lock.ts';
import { freeBytes, reserveBytes } from '../platform/room.ts';
import { megabytes, note, well, wrong, type Finding } from './finding.ts';

const windows = process.platform === 'win32';
const oldestNode = [24, 7] as const;
const comfortableBytes = 2 ** 30;

/** What can be seen without the database. */
export async function examineMachine(config: Config): Promise<Finding[]> {
  return [
    nodeVersion(process.versions.node),
    ...folder(config.data),
    await space('Disk', config.data),
    await temporary(),
    holder(config.data),
    await port(config),
    pages(config.root),
  ];
}

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (enough) return well('Node', `Node ${version}`);
  return wrong(
    'Node',
    `This is Node ${version}.`,
    `Reedbed needs ${oldestNode.join('.')} or newer; older ones do not read its sources.`,
    'Run npm ci: it brings the right one for Linux and Windows. On a Mac install Node 24.',
  );
}

/** Who may read the folder may read everything. */
function folder(data: string): Finding[] {
  if (!existsSync(data)) {
    return [
      note('Data folder', `${data} does not exist yet.`, 'It is made at the first start.', 'Run npm start.'),
    ];
  }
  if (windows) return [well('Data folder', data)];
  const { uid, mode } = statSync(data);
  const faults = [...foreignOwner(data, uid), ...writableByOthers(data, mode), ...openInside(data)];
  return faults.length > 0 ? faults : [well('Data folder', `${data}${reachOfOthers(mode)}`)];
}

function foreignOwner(data: string, owner: number): Finding[] {
  const me = process.getuid?.();
  if (owner === me) return [];
  return [
    wrong(
      'Data folder',
      `${data} belongs to user ${String(owner)}, and this is user ${String(me)}.`,
      'The server must write there, and must be the only one who does.',
      'Run the command as the user who started the server, or name another folder with --data.',
    ),
  ];
}

/** Whoever may write in the folder may put other files in the place of those that are closed to them. */
function writableByOthers(data: string, mode: number): Finding[] {
  if ((mode & 0o022) === 0) return [];
  return [
    wrong(
      'Data folder',
      `Other users of this machine may add, replace and delete what lies in ${data}.`,
      'They could put a key, a password or a database of their own in the place of yours.',
      `Run: chmod go-w ${data}`,
    ),
  ];
}

function openInside(data: string): Finding[] {
  const open = readdirSync(data)
    .filter((name) => /^(secrets\.json|key|server\.json|blobs|postgres\.log|database-\d+)$/.test(name))
    .filter((name) => (statSync(join(data, name)).mode & 0o077) !== 0);
  if (open.length === 0) return [];
  return [
    wrong(
      'Data folder',
      `Other users of this machine may reach ${open.join(', ')} in ${data}.`,
      'They hold all data and the passwords of the database.',
      `Run: chmod -R go-rwx ${open.map((name) => join(data, name)).join(' ')}`,
    ),
  ];
}

const reachOfOthers = (mode: number): string =>
  (mode & 0o044) === 0
    ? ', closed to others'
    : '; others see what the files are called, and read none of the data';

export async function space(check: string, path: string): Promise<Finding> {
  const free = existsSync(path) ? await freeBytes(path) : comfortableBytes;
  if (free < reserveBytes) {
    return wrong(
      check,
      `${megabytes(free)} are free where ${path} lies.`,
      'Files and imports are refused below 64 MB, and the database stops when nothing is left.',
      'Delete what is not needed on that disk, or move the folder to a larger one.',
    );
  }
  if (free < comfortableBytes) {
    return note(
      check,
      `${megabytes(free)} are free where ${path} lies.`,
      'A large import may not fit.',
      'Make room soon.',
    );
  }
  return well(check, `${megabytes(free)} free`);
}

async function temporary(): Promise<Finding> {
  const places = windows ? [tmpdir()] : [...new Set([tmpdir(), '/tmp'])];
  for (const place of places) {
    try {
      accessSync(place, constants.W_OK | constants.X_OK);
    } catch {
      return wrong(
        'Temporary folder',
        `${place} cannot be written to.`,
        'The socket of the database lies in /tmp, and an encrypted backup is opened in the temporary folder.',
        `Run as root: chmod 1777 ${place}`,
      );
    }
    const room = await space('Temporary folder', place);
    if (room.state === 'wrong') return room;
  }
  return well('Temporary folder', places.join(' and '));
}

function holder(data: string): Finding {
  const held = holderOf(data);
  if (held !== null) {
    const where = held.url === undefined ? 'is starting or at work' : `answers at ${held.url}`;
    return well('Server', `process ${String(held.pid)} ${where}, since ${held.since}`);
  }
  if (existsSync(join(data, 'server.json'))) {
    return note(
      'Server',
      'The last server did not stop in order: its lock is still there.',
      'It was killed, or the machine went down. Nothing that was confirmed is lost.',
      'Start it again: it clears the lock, if no server of another machine or container holds it.',
    );
  }
  return well('Server', 'none is running on this folder');
}

/** Asked only where no server of ours holds it. */
async function port(config: Config): Promise<Finding> {
  const held = holderOf(config.data);
  if (held?.url !== undefined) return well('Port', new URL(held.url).port);
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(config.port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  if (free) return well('Port', `${String(config.port)} is free`);
  return note(
    'Port',
    `Port ${String(config.port)} is in use by another program.`,
    'The usual port is then replaced by any free one; one that was asked for stops the start.',
    'Stop the other program, or choose another port with --port or PORT.',
  );
}

/** In a checkout the pages are built from sources that may be newer. */
export function pages(root: string): Finding {
  const built = statSync(join(root, 'dist', 'web', 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) {
    return wrong('Pages', 'They are not built.', 'The browser gets nothing to show.', 'Run: npm run build');
  }
  const sources = globSync('src/{web,contract,stats}/**/*', { cwd: root }).map(
    (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  if (Math.max(0, ...sources) <= built) return well('Pages', 'built');
  return note(
    'Pages',
    'They are older than their sources.',
    'The browser may show what this version has changed.',
    'Run: npm run build, and start the server again.',
  );
}
