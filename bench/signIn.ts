import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInWithPassword } from '../src/contract/accounts.ts';
import { hashPassword } from '../src/server/accounts/password.ts';
import { newId } from '../src/server/platform/ids.ts';
import { sendLoad, summary } from './support/load.ts';
import { print, save } from './support/figures.ts';
import { startService } from './support/service.ts';

/** Signing in with a password (argon2id), twenty at once, and how long the event loop is held up meanwhile. */
const atOnce = 20;
const accounts = 40;
const total = 400;
const password = 'nine herons over the weir';

const service = await startService();
try {
  const hash = await hashPassword(password);
  const asked = await Promise.all(
    Array.from({ length: accounts }, async () => {
      const id = newId();
      const email = `${id}@a.example`;
      await service.owner`insert into person (id, name) values (${id}, 'Bench')`;
      await service.owner`insert into account (person_id, email, email_verified_at, password_hash, password_at)
        values (${id}, ${email}, now(), ${hash}, now())`;
      const body = JSON.stringify({ email, password });
      const headers = { 'content-type': 'application/json' };
      return { path: signInWithPassword.path, method: 'POST', headers, body };
    }),
  );
  const { url } = service;
  await sendLoad({ url, asked, total: accounts, atOnce });
  const idle = await delayDuring(() => sleep(2_000));
  const alone = summary(await sendLoad({ url, asked, total: 50, atOnce: 1 }));
  let together = { perSecond: 0, p50: 0, p99: 0 };
  const busy = await delayDuring(async () => {
    together = summary(await sendLoad({ url, asked, total, atOnce }));
  });
  const shown = (value: number) => `${value.toFixed(1)} ms`;
  print('Signing in with a password (argon2id)', [
    ['', 'a second', 'p50', 'p99'],
    ['one after the other', String(alone.perSecond), shown(alone.p50), shown(alone.p99)],
    [`${String(atOnce)} at once`, String(together.perSecond), shown(together.p50), shown(together.p99)],
  ]);
  print('The event loop is late by', [
    ['', 'p50', 'p99', 'at most'],
    ['at rest', shown(idle.p50), shown(idle.p99), shown(idle.max)],
    [`${String(atOnce)} sign-ins at once`, shown(busy.p50), shown(busy.p99), shown(busy.max)],
  ]);
  save('signIn', { atOnce, alone, together, eventLoopDelay: { idle, busy } });
} finally {
  await service.stop();
}

/** By how many milliseconds a timer comes late, beyond the five between two looks. */
async function delayDuring(work: () => Promise<unknown>) {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  delay.disable();
  const late = (nanoseconds: number) => Number(Math.max(0, nanoseconds / 1e6 - resolution).toFixed(1));
  return { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) };
}
