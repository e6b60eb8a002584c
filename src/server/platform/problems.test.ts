import { describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem';
import { connect } from './db.ts';
import { quietLog } from './log.ts';
import { problemResponse } from './problems.ts';

quietLog(true);

async function kindOf(error: unknown): Promise<string | undefined> {
  const problem = (await problemResponse(error, 'request').json()) as Problem;
  return problem.type.split('/').at(-1);
}

describe('a database that is not there', () => {
  it('is told as such, and is no fault of ours', async () => {
    const address = { host: '/nowhere', port: 5432, database: 'x', username: 'x', password: 'x' };
    const sql = connect(address, 1);
    const error = await sql`select 1`.catch((reason: unknown) => reason);
    await sql.end();
    expect(await kindOf(error)).toBe('not-ready');
    expect(problemResponse(error, 'request').status).toBe(503);
  });

  for (const code of [
    'CONNECTION_CLOSED',
    'CONNECTION_ENDED',
    'CONNECT_TIMEOUT',
    'ECONNRESET',
    '57P01',
    '08006',
  ]) {
    it(`is known by ${code}`, async () => {
      expect(await kindOf(Object.assign(new Error('Gone.'), { code }))).toBe('not-ready');
    });
  }
});

it('masks everything else', async () => {
  for (const code of ['23505', '42501', 'ENOENT', undefined]) {
    expect(await kindOf(Object.assign(new Error('A secret.'), { code }))).toBe('unexpected');
  }
  expect(await problemResponse(new Error('A secret.'), 'request').text()).not.toContain('secret');
});
