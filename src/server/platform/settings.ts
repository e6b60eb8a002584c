import type { Config, ProviderConfig } from './config.ts';

type Settings = Pick<Config, 'origin' | 'mail' | 'key' | 'provider'>;

/** What only the environment says: how others reach this server, its mail, its key and single sign-on. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    origin: originIn(environment),
    mail: mailIn(environment),
    key: valueOf(environment, 'REEDBED_KEY'),
    provider: providerIn(environment),
  };
}

/** An empty variable says as much as none. */
function valueOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function originIn(environment: NodeJS.ProcessEnv): string | undefined {
  const text = valueOf(environment, 'REEDBED_ORIGIN');
  if (text === undefined) return undefined;
  const url = urlOf(text);
  if (url === null || url.origin !== text.replace(/\/$/, '') || !isSafe(url)) {
    throw new Error(
      `REEDBED_ORIGIN is ‘${text}’. Give the address that people type, without a path: https://reedbed.example`,
    );
  }
  return url.origin;
}

function mailIn(environment: NodeJS.ProcessEnv): Settings['mail'] {
  const smtp = valueOf(environment, 'SMTP_URL');
  if (smtp === undefined) return undefined;
  if (!/^smtps?:$/.test(urlOf(smtp)?.protocol ?? '')) {
    throw new Error(
      'SMTP_URL must begin with smtp:// or smtps://, for example smtps://user:password@mail.example',
    );
  }
  const from = valueOf(environment, 'REEDBED_MAIL_FROM');
  if (from === undefined) {
    throw new Error('SMTP_URL is set, but not REEDBED_MAIL_FROM: the address that mail comes from.');
  }
  return { smtp, from };
}

function providerIn(environment: NodeJS.ProcessEnv): ProviderConfig | undefined {
  const names = ['REEDBED_OIDC_ISSUER', 'REEDBED_OIDC_CLIENT_ID', 'REEDBED_OIDC_CLIENT_SECRET'] as const;
  const [issuer, clientId, clientSecret] = names.map((name) => valueOf(environment, name));
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new Error(`Single sign-on needs all three: ${names.join(', ')}.`);
  }
  const url = urlOf(issuer);
  if (url === null || !isSafe(url)) {
    throw new Error(`REEDBED_OIDC_ISSUER is ‘${issuer}’, but the address of a provider begins with https://`);
  }
  return { issuer, clientId, clientSecret, name: valueOf(environment, 'REEDBED_OIDC_NAME') ?? url.host };
}

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** HTTP only where nothing leaves the machine. */
function isSafe(url: URL): boolean {
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  );
}
