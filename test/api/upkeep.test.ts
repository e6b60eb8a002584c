import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { freshFolder } from '../support/archives.ts';
import { temporaryData } from '../support/temporary.ts';

let data: string;
let server: ServerProcess;
beforeAll(async () => {
  data = temporaryData();
  server = await startServer(data);
}, 120_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
});

describe('the commands of a backup', () => {
  it(
    'back up a running server, check, and restore what can be served and signed in to',
    { timeout: 180_000 },
    async () => {
      const folder = freshFolder();
      const out = join(folder, 'all.zip.age');
      const passphrase = join(folder, 'passphrase');
      writeFileSync(passphrase, 'marsh reed heron otter\n');
      const made = await runCommand(data, ['backup', '--out', out, '--passphrase-file', passphrase]);
      expect(made.stderr).toBe('');
      // The files of the demonstration may still be on their way.
      expect(made.stdout).toMatch(/The whole installation as it was at .* rows, [15] files?, encrypted\./);
      const again = await runCommand(data, ['backup', '--out', out, '--passphrase-file', passphrase]);
      expect(again.status).toBe(1);
      expect(again.stderr).toContain('There is a file');
      const checked = await runCommand(data, ['backup', '--verify', out, '--passphrase-file', passphrase]);
      expect(checked.stdout, checked.stderr).toContain(`${out} is whole.`);
      const into = join(folder, 'into');
      const back = await runCommand(into, ['restore', out, '--passphrase-file', passphrase]);
      expect(back.stdout, back.stderr).toContain(`Restored into ${into}`);
      const restored = await startServer(into);
      expect(restored.output()).not.toContain('First start');
      const cookie = await signInTo(restored, into);
      const me = await fetch(`${restored.url}/api/me`, { headers: { cookie } });
      expect(await me.text()).toContain('California');
      const onto = await runCommand(into, ['restore', out, '--passphrase-file', passphrase]);
      expect(onto.status).toBe(1);
      expect(onto.stderr).toContain('is in use by process');
      restored.child.kill('SIGTERM');
      expect(await restored.ended).toBe(0);
      const stopped = await runCommand(into, ['backup', '--out', join(folder, 'stopped.zip')]);
      expect(stopped.status, stopped.stderr).toBe(0);
      const full = await runCommand(into, ['restore', out, '--passphrase-file', passphrase]);
      expect(full.stderr).toMatch(/already holds 1 person and 2 workspaces/);
    },
  );

  it('make nothing where there are no data', async () => {
    const nowhere = join(freshFolder(), 'nowhere');
    const made = await runCommand(nowhere, ['backup']);
    expect(made.status).toBe(1);
    expect(made.stderr).toContain('There are no data of Reedbed in');
    expect(existsSync(nowhere)).toBe(false);
  });

  it('say how they are written', async () => {
    const both = await runCommand(data, ['backup', '--passphrase-file', 'x', '--recipient', 'age1x']);
    expect(both.status).toBe(2);
    expect((await runCommand(data, ['backup', '--recipient', 'age1x'])).stderr).toContain(
      'no recipient of age',
    );
    expect((await runCommand(data, ['restore'])).status).toBe(2);
  });
});
