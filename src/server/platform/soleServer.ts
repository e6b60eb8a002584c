import { hostname } from 'node:os';
import { connect, type Sql } from './db.ts';
import { ProblemError } from '#contract/problem';

/** A shared database that is ours until it is released. */
export interface Claim {
  /** Resolves, with the reason, when another server has it. */
  lost: Promise<string>;
  release(): Promise<void>;
}

const lookEvery = 5_000;

/**
 * Files that people bring lie in the data folder of one server, so a second one on the same database would take up
 * work on files that it does not have. A lock on the database, held by a connection of its own, keeps it out.
 */
export async function claimDatabase(url: string): Promise<Claim> {
  const session = connect(url, 1, {
    max_lifetime: null,
    connection: {
      application_name: `Reedbed ${String(process.pid)} on ${hostname()}`.slice(0, 63),
      // When this machine dies, the database notices within a minute and lets another one have it.
      tcp_keepalives_idle: 15,
      tcp_keepalives_interval: 15,
      tcp_keepalives_count: 3,
    } as never,
  });
  try {
    if (!(await hold(session))) throw new ProblemError('conflict', await refusal(session));
  } catch (error) {
    await session.end({ timeout: 5 });
    throw error;
  }
  return watch(session);
}

/** The connection may have been lost and opened again since: then the lock is taken again, if it is still free. */
async function hold(session: Sql): Promise<boolean> {
  const [row] = await session`
    select case
      when exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) then true
      else pg_try_advisory_lock(5823, 1)
    end as held`;
  return row?.['held'] === true;
}

function watch(session: Sql): Claim {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<string>((resolve) => {
    timer = setInterval(() => {
      hold(session).then(
        async (held) => {
          if (!held) resolve(await refusal(session));
        },
        // The database is away. Requests say so; the next look takes the lock again.
        () => undefined,
      );
    }, lookEvery).unref();
  });
  return {
    lost,
    release: async () => {
      clearInterval(timer);
      await session.end({ timeout: 5 });
    },
  };
}

async function refusal(session: Sql): Promise<string> {
  const [holder] = await session<{ name: string }[]>`
    select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.classid = 5823 and l.objid = 1 and l.granted
      and l.database = (select oid from pg_database where datname = current_database())`;
  return (
    `The database in DATABASE_URL is in use by another server (${holder?.name ?? 'it has just stopped'}), which keeps ` +
    'the files of its people in its own data folder. Use that one or stop it first.'
  );
}
