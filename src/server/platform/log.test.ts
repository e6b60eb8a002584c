import { afterEach, expect, it, vi } from 'vitest';
import { log, quietLog } from './log.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('writes what led to an error, to the first cause', () => {
  quietLog(false);
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const first = new Error('The disk is full.');
  const middle = new Error('The file could not be written.', { cause: first });
  log('error', 'unexpected', { error: new Error('The import failed.', { cause: middle }) });
  const line = JSON.parse(String(write.mock.calls[0]?.[0])) as { error: string; stack: string };
  expect(line.error).toBe('The import failed.');
  expect(line.stack).toMatch(
    /The import failed\.[^]*Caused by: [^]*not be written\.[^]*Caused by: [^]*disk is full\./,
  );
});

it('ends where causes go round in a circle', () => {
  quietLog(false);
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const error = new Error('Round.');
  error.cause = error;
  log('error', 'unexpected', { error });
  expect(write).toHaveBeenCalledOnce();
});

it('leaves out what an error repeats of what somebody sent', () => {
  quietLog(false);
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const wrongData = Object.assign(new Error('invalid input syntax for type date: "Ada Marsh"'), {
    name: 'PostgresError',
    code: '22007',
  });
  const notJson = (() => {
    try {
      return JSON.parse('Ada Marsh') as never;
    } catch (error) {
      return error as Error;
    }
  })();
  expect(notJson.message).toContain('Ada');
  for (const cause of [wrongData, notJson]) {
    log('error', 'unexpected', { error: cause });
    log('error', 'unexpected', { error: new Error('It failed.', { cause }) });
  }
  const lines = write.mock.calls.map(([line]) => String(line));
  expect(lines).toHaveLength(4);
  for (const line of lines) {
    expect(line).not.toContain('Ada');
    expect(line).toContain('log.test.ts');
  }
  expect(lines[0]).toContain('22007');
});
