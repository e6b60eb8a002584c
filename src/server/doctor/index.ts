import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '#contract/problem';
import type { Config } from '../platform/config.ts';
import { reach } from '../platform/reach.ts';
import { examineBackups, examineContent } from './content.ts';
import { examineDatabase } from './database.ts';
import { wrong, type Finding } from './finding.ts';
import { examineMachine } from './machine.ts';
import { examineUpkeep } from './upkeep.ts';

export type { Finding } from './finding.ts';

/** Looks at everything that usually goes wrong. Changes nothing; a database that does not run is started meanwhile. */
export async function examine(config: Config, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const machine = await examineMachine(config);
  const hasData = config.databaseUrl !== undefined || existsSync(join(config.data, 'secrets.json'));
  const inside = hasData ? await examineInside(config) : [];
  return [...machine, ...inside, await examineBackups(environment)];
}

async function examineInside(config: Config): Promise<Finding[]> {
  try {
    const reached = await reach(config);
    const owner = reached.owner();
    try {
      const database = await examineDatabase(owner, config);
      const isReadable = database.every((one) => one.check !== 'Migrations' || one.state === 'well');
      if (!isReadable) return database;
      return [...database, ...(await examineContent(owner, config)), ...(await examineUpkeep(owner, config))];
    } finally {
      await owner.end({ timeout: 5 });
      await reached.release();
    }
  } catch (error) {
    return [unreachable(error, config)];
  }
}

function unreachable(error: unknown, config: Config): Finding {
  const told = error instanceof Error ? error.message : String(error);
  const todo =
    error instanceof ProblemError
      ? 'Do what it says.'
      : config.databaseUrl === undefined
        ? `Read the end of ${join(config.data, 'postgres.log')}, where the database says why.`
        : 'See whether the server in DATABASE_URL runs and lets this user in.';
  return wrong(
    'Database',
    `It cannot be reached: ${told}`,
    'Without it nothing can be stored or shown.',
    todo,
  );
}
