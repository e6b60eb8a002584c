import { describe, expect, it } from 'vitest';
import { isDue, readNightly } from './nightly.ts';

describe('a nightly backup', () => {
  const at = (text: string) => new Date(`2026-11-${text}`);

  it.each([
    ['none was made', null, '23T10:00', true],
    ['the last one is of before the hour', '22T23:00', '23T02:05', true],
    ['the last one is of this night', '23T02:01', '23T10:00', false],
    ['the hour has not struck yet', '22T02:01', '23T01:59', false],
    ['the server was off at the hour', '21T02:01', '23T01:00', true],
  ])('when %s', (_, newest, now, due) => {
    expect(isDue(newest === null ? null : at(newest), 2, at(now))).toBe(due);
  });

  it('is made only where a folder is named, and refuses settings that cannot be', () => {
    expect(readNightly({})).toBeNull();
    expect(readNightly({ REEDBED_BACKUP_DIR: '/b', REEDBED_BACKUP_HOUR: '23' })).toMatchObject({
      hour: 23,
      keep: 14,
    });
    expect(() => readNightly({ REEDBED_BACKUP_DIR: '/b', REEDBED_BACKUP_HOUR: '24' })).toThrow(
      'from 0 to 23',
    );
    expect(() => readNightly({ REEDBED_BACKUP_DIR: '/b', REEDBED_BACKUP_RECIPIENT: 'me' })).toThrow(
      'no recipient',
    );
  });
});
