import { expect, it } from 'vitest';
import { isNumber } from './passkey.ts';

it('tells a number from a name, to which passkeys can belong', () => {
  for (const host of ['127.0.0.1', '192.168.0.12', '[::1]', '[fe80::1]']) expect(isNumber(host)).toBe(true);
  for (const host of ['localhost', 'reedbed.example', 'a1.example', '10.example'])
    expect(isNumber(host)).toBe(false);
});
