import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reedbed, root } from './run.ts';

describe('reedbed', () => {
  it('says what it can do', () => {
    const { code, out, err } = reedbed('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const command of ['identify', 'import', 'serve', 'user link', 'migrate'])
      expect(out).toContain(`  ${command} `);
  });

  it.each(['identify', 'import', 'serve', 'user link', 'migrate'])('explains %s', (command) => {
    const { code, out } = reedbed(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`  reedbed ${command} `);
  });

  it.each([
    ['user', ['user link', 'user list', 'user add', 'user erase']],
    ['key', ['key change']],
    ['audit', ['audit verify', 'audit export']],
  ])('teaches what %s goes on with', (family, names) => {
    const { code, out } = reedbed(family, '--help');
    expect(code).toBe(0);
    for (const name of names) expect(out).toContain(`  reedbed ${name} `);
    expect(out).not.toContain('identify');
  });

  it('explains every command that it names', () => {
    const names = [...reedbed('--help').out.matchAll(/^ {2}((?!reedbed)[a-z]+(?: [a-z-]+)?) {2,}\S/gm)].map(
      ([, name = '']) => name,
    );
    expect(names).toHaveLength(19);
    for (const name of names) {
      const { code, out } = reedbed(...name.split(' '), '--help');
      expect([name, code, out.includes(`  reedbed ${name}`)]).toEqual([name, 0, true]);
    }
  }, 60_000);

  it('says which version it is', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(reedbed('--version').out).toBe(`${version}\n`);
  });

  it.each([
    [[], 'A command is missing.'],
    [['identfy'], 'There is no command ‘identfy’.'],
    [['user'], '‘reedbed user’ needs a second word. There are: user link, user list'],
    [['user', 'delete'], 'There is no command ‘user delete’.'],
    [['constructor'], 'There is no command ‘constructor’.'],
    [['serve', '--port', 'x'], '--port takes a whole number'],
    [['serve', '--port', '70000'], 'at most 65535'],
    [['migrate', 'now'], '‘now’ is not expected here.'],
  ])('%j is an error of usage', (args, words) => {
    const { code, out, err } = reedbed(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});
