import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const oidc = {
  REEDBED_OIDC_ISSUER: 'https://login.example/realm',
  REEDBED_OIDC_CLIENT_ID: 'reedbed',
  REEDBED_OIDC_CLIENT_SECRET: 'secret',
};

describe('settings of the environment', () => {
  it('are none where nothing, or nothing but space, is said', () => {
    const none = { origin: undefined, mail: undefined, key: undefined, provider: undefined };
    expect(readSettings({})).toEqual(none);
    expect(readSettings({ REEDBED_ORIGIN: ' ', SMTP_URL: '', REEDBED_KEY: '' })).toEqual(none);
  });

  it('take the address that people type, and no other', () => {
    expect(readSettings({ REEDBED_ORIGIN: 'https://reedbed.example/' }).origin).toBe(
      'https://reedbed.example',
    );
    for (const wrong of [
      'reedbed.example',
      'http://reedbed.example',
      'https://reedbed.example/app',
      'ftp://a.b',
    ]) {
      expect(() => readSettings({ REEDBED_ORIGIN: wrong }), wrong).toThrow(/REEDBED_ORIGIN/);
    }
  });

  it('take a mail server with the address that mail comes from', () => {
    const SMTP_URL = 'smtps://user:pass@mail.example';
    expect(readSettings({ SMTP_URL, REEDBED_MAIL_FROM: 'a@b.example' }).mail).toEqual({
      smtp: SMTP_URL,
      from: 'a@b.example',
    });
    expect(() => readSettings({ SMTP_URL })).toThrow(/REEDBED_MAIL_FROM/);
    expect(() =>
      readSettings({ SMTP_URL: 'https://mail.example', REEDBED_MAIL_FROM: 'a@b.example' }),
    ).toThrow(/smtp:\/\//);
  });

  it('take a provider whole or not at all', () => {
    expect(readSettings(oidc).provider?.name).toBe('login.example');
    expect(readSettings({ ...oidc, REEDBED_OIDC_NAME: 'Marsh login' }).provider?.name).toBe('Marsh login');
    expect(() => readSettings({ ...oidc, REEDBED_OIDC_CLIENT_SECRET: '' })).toThrow(/all three/);
    expect(() => readSettings({ ...oidc, REEDBED_OIDC_ISSUER: 'http://login.example' })).toThrow(/https/);
  });
});
