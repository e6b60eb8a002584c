import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import postgres, { type Options, type PostgresType, type Sql, type TransactionSql } from 'postgres';
import { arrayTypes } from './arrays.ts';
import type { Tables } from './tables.ts';

export type { Sql, TransactionSql };
/** Kysely over one transaction of postgres.js. */
export type Queries = Kysely<Tables>;

export interface Address {
  host: string;
  port: number;
  database: string;
  username: string;
  password: string;
}

// int8 counts come as numbers (they stay far below 2^53), moments as ISO text, days as `2026-09-01`.
const types: Record<string, PostgresType> = {
  ...arrayTypes,
  // JSON is given as text; the library would encode it a second time.
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string): unknown => JSON.parse(text),
  },
  day: { to: 1082, from: [1082], serialize: String, parse: (text: string) => text },
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  timestamp: {
    to: 1184,
    from: [1114, 1184],
    serialize: String,
    parse: (text: string) => new Date(text).toISOString(),
  },
};

/**
 * A pool. Independent queries of one transaction go out together, so a few connections serve many requests. When the
 * driver loses a connection that was in use, what it had not sent yet is still in that connection's buffer, and
 * whoever is given it next waits for ever: so a loss replaces all connections by fresh ones, which open when used.
 */
export function connect(
  address: Address | string,
  max: number,
  extra: Options<Record<string, PostgresType>> = {},
): Sql {
  const place = typeof address === 'string' ? addressIn(address) : address;
  let over = false;
  const open = (): Sql => {
    const replace = () => {
      if (over || current !== made) return;
      current = open();
      made.end({ timeout: lastWordsSeconds }).catch(() => undefined);
    };
    const made = postgres({ ...place, ...ordinary, max, ...extra, onclose: replace }) as unknown as Sql;
    return made;
  };
  let current = open();
  const end: Sql['end'] = (options) => {
    over = true;
    return current.end(options);
  };
  return new Proxy((() => undefined) as unknown as Sql, {
    get: (_, key) => (key === 'end' ? end : (Reflect.get(current, key) as unknown)),
    apply: (_, self, args: unknown[]) => Reflect.apply(current, self, args) as unknown,
  });
}

/** Transactions on the connections that were not lost have this long to end. */
const lastWordsSeconds = 5;

// No connection is closed for its age: then every close is a loss.
const ordinary = {
  types,
  fetch_types: false,
  onnotice: () => undefined,
  connect_timeout: 20,
  idle_timeout: 0,
  max_lifetime: null,
};

/** `postgres://user:password@host:port/database`, or with `?host=/folder` for a socket, as libpq reads it. */
function addressIn(text: string): Options<Record<string, PostgresType>> {
  const url = new URL(text);
  const mode = url.searchParams.get('sslmode');
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(mode === null || mode === 'disable' ? {} : { ssl: mode as 'require' | 'verify-full' }),
  };
}

/**
 * Kysely writes the SQL, postgres.js sends it on the transaction that is already open: there is no pool and no
 * transaction handling here, because `inScope` is the one door to the data.
 */
export function queriesOn(sql: TransactionSql | Sql): Queries {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      // postgres.js never answers a query with an undefined parameter; an error is better than waiting for ever.
      if (query.parameters.includes(undefined)) throw new Error(`A parameter is undefined: ${query.sql}`);
      const rows = await sql.unsafe(query.sql, query.parameters as never[], { prepare: true });
      return { rows: [...rows] as R[], numAffectedRows: BigInt(rows.count ?? 0) };
    },
    // eslint-disable-next-line require-yield
    streamQuery: async function* () {
      throw new Error('Rows are not streamed through Kysely; use a cursor of postgres.js.');
    },
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function driverOf(connection: DatabaseConnection): Driver {
  const refuse = () => Promise.reject(new Error('Transactions are opened by inScope only.'));
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => Promise.resolve(),
  };
}
