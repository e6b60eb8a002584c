import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The user that the embedded PostgreSQL runs as; null means the user of this process. */
export interface DatabaseUser {
  uid: number;
  gid: number;
}

const userName = 'reedbed-db';

/** PostgreSQL refuses to run as root, so root's installation gives it a user of its own, without a login. */
export function databaseUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  return find() ?? create();
}

function find(): DatabaseUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${userName}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function create(): DatabaseUser {
  try {
    const options = [
      '--system',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ];
    execFileSync('useradd', [...options, '--user-group', userName], { stdio: 'pipe' });
  } catch (error) {
    // Another starter may have created it in the meantime.
    const found = find();
    if (found !== null) return found;
    throw new Error(
      `PostgreSQL does not run as root, and the user ‘${userName}’ could not be created for it. Start Reedbed as an ` +
        'ordinary user, or name a PostgreSQL server in DATABASE_URL.',
      { cause: error },
    );
  }
  const user = find();
  if (user === null) throw new Error(`The user ‘${userName}’ was created but is not in /etc/passwd.`);
  return user;
}
