import crypto from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newPassword, passwordLength } from '#contract/accounts';
import { refuseCommon } from './commonPasswords.ts';
import { hashPassword, isPassword, isWeaklyHashed } from './password.ts';

const good = 'marsh tern lantern osprey';
afterEach(() => vi.restoreAllMocks());

describe('a stored password', () => {
  it('is told from others, and is another text each time', async () => {
    const [first, second] = await Promise.all([hashPassword(good), hashPassword(good)]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(good, first)).toBe(true);
    expect(await isPassword(`${good} `, first)).toBe(false);
    expect(await isPassword(good.toUpperCase(), first)).toBe(false);
  });

  it('is the same however a keyboard makes its letters', async () => {
    expect(await isPassword('e\u0301tang et roselière', await hashPassword('étang et roselière'))).toBe(true);
    expect(await isPassword('ﬁve reeds by the lake', await hashPassword('five reeds by the lake'))).toBe(
      true,
    );
  });

  it('is hashed anew where it was hashed with less', async () => {
    const now = await hashPassword(good);
    expect(isWeaklyHashed(now)).toBe(false);
    expect(isWeaklyHashed(now.replace('m=19456', 'm=9216'))).toBe(true);
    expect(isWeaklyHashed(now.replace('t=2', 't=1'))).toBe(true);
  });

  it('costs the same work where there is none to compare with', async () => {
    const work = vi.spyOn(crypto, 'argon2');
    expect(await isPassword(good, null)).toBe(false);
    expect(work).toHaveBeenCalledTimes(1);
    expect(work.mock.calls[0]?.[1]).toMatchObject({ memory: 19_456, passes: 2 });
  });

  it('is hashed two at a time, the others in turn', async () => {
    let now = 0;
    let most = 0;
    const real = crypto.argon2;
    vi.spyOn(crypto, 'argon2').mockImplementation((kind, parameters, done) => {
      most = Math.max(most, ++now);
      real(kind, parameters, (error, tag) => {
        now--;
        done(error, tag);
      });
    });
    await Promise.all(Array.from({ length: 7 }, () => hashPassword(good)));
    expect(most).toBe(2);
  });
});

describe('a new password', () => {
  const says = (password: string) => newPassword.safeParse(password).error?.issues[0]?.message ?? 'taken';

  it('has 12 to 128 characters, counted as people count', () => {
    expect(says('a'.repeat(11))).toMatch(/at least 12/);
    expect(says('a'.repeat(12))).toBe('taken');
    expect(says('a'.repeat(128))).toBe('taken');
    expect(says('a'.repeat(129))).toMatch(/at most 128/);
    // Twelve code points in 24 units; eleven letters written as 22 code points.
    expect(passwordLength('𝔞'.repeat(12))).toBe(12);
    expect(says('🌾'.repeat(11))).toMatch(/at least 12/);
    expect(says('e\u0301'.repeat(11))).toMatch(/at least 12/);
    // One sign that stands for three letters counts as they do.
    expect(passwordLength('ﬃ')).toBe(3);
  });

  it('needs no digits, capitals or signs, and may have spaces', async () => {
    await expect(refuseCommon(good, [])).resolves.toBeUndefined();
    await expect(refuseCommon('correct horse battery staple', [])).resolves.toBeUndefined();
    await expect(refuseCommon('Kx7 vQpe 92Lm rTzw', [])).resolves.toBeUndefined();
  });

  it.each([
    'password1234',
    'passwordpassword',
    'Qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaaaa',
    'Iloveyou-2024!',
    'Reedbed-2026!!',
    'School School School',
  ])('is not ‘%s’, which is guessed first', async (password) => {
    await expect(refuseCommon(password, [])).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/password' }],
    });
  });

  it('is not made of the person’s own name or address', async () => {
    const about = ['Grace Okafor', 'g.okafor@alder-road.example'];
    for (const password of [
      'Grace Okafor 12',
      'okaforokafor',
      'g.okafor@alder-road.example',
      'alderroad-2026',
    ]) {
      await expect(refuseCommon(password, about), password).rejects.toMatchObject({ kind: 'invalid' });
    }
    await expect(refuseCommon('okafor keeps four brown hens', about)).resolves.toBeUndefined();
  });

  it('is told apart: what everybody guesses, and what is guessed of this person', async () => {
    const why = (password: string) => refuseCommon(password, ['Grace Okafor']);
    await expect(why('Iloveyou-2024!')).rejects.toThrow('one of those that are guessed first');
    await expect(why('graceokafor2026')).rejects.toThrow('little more than a name or address of yours');
    await expect(why('!!!!!!!!!!!!!!')).rejects.toThrow('one of those that are guessed first');
  });
});
