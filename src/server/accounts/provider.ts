import * as oidc from 'openid-client';
import { z } from 'zod';
import { ProblemError } from '#contract/problem';
import type { ProviderConfig } from '../platform/config.ts';
import { log } from '../platform/log.ts';
import type { Scope } from '../platform/scope.ts';
import { credentialsByEmail } from './store.ts';

/** What is remembered while the browser is with the provider, of this one visit. */
export const visit = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of our own to come back to. */
  back: z.string().nullable(),
  /** Token of an invitation that is to be accepted. */
  invitation: z.string().nullable(),
});
type Visit = z.output<typeof visit>;

/** Who somebody is with the provider, as its signed statement says. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  /** Only an address that the provider has checked. */
  email: string | null;
}

/** The provider of single sign-on, asked for its addresses and keys at the first use. */
export class Provider {
  readonly #config: ProviderConfig;
  #known: Promise<oidc.Configuration> | undefined;

  constructor(config: ProviderConfig) {
    this.#config = config;
  }

  /** Where to send the browser, and what to remember of it. */
  async begin(
    origin: string,
    more: Pick<Visit, 'back' | 'invitation'>,
  ): Promise<{ url: string; visit: Visit }> {
    const known = await this.#discover();
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(known, {
      redirect_uri: returnTo(origin),
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { url: url.href, visit: { state, nonce, verifier, ...more } };
  }

  /** Exchanges the code that the browser has brought. The library checks state, nonce, issuer, audience and signature. */
  async end(
    origin: string,
    query: Record<string, string>,
    { state, nonce, verifier }: Visit,
  ): Promise<Identity> {
    const known = await this.#discover();
    const url = new URL(`${returnTo(origin)}?${new URLSearchParams(query).toString()}`);
    const tokens = await oidc.authorizationCodeGrant(known, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The provider has sent no statement of who somebody is.');
    const said =
      claims.email === undefined ? await this.#ask(known, tokens.access_token, claims.sub) : claims;
    const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
    const email = text(said['email']).toLowerCase();
    return {
      issuer: claims.iss,
      subject: claims.sub,
      name: text(said['name'] ?? said['preferred_username']),
      email: email !== '' && said['email_verified'] === true ? email : null,
    };
  }

  /** Some providers tell the address only when asked for it. */
  async #ask(known: oidc.Configuration, token: string, subject: string): Promise<Record<string, unknown>> {
    if (known.serverMetadata().userinfo_endpoint === undefined) return {};
    return { ...(await oidc.fetchUserInfo(known, token, subject)) };
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config;
    const url = new URL(issuer);
    // Without HTTPS only where nothing leaves the machine, which the settings have made sure of.
    const execute = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    this.#known ??= oidc.discovery(url, clientId, clientSecret, undefined, { execute });
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      log('warn', 'the provider of single sign-on does not answer', { error });
      throw new ProblemError(
        'not-ready',
        `${this.#config.name} does not answer. Try again, or sign in another way.`,
      );
    }
  }
}

const returnTo = (origin: string) => `${origin}/api/sign-in/provider/return`;

/** The person of an identity: by issuer and subject, else by an address that both sides have checked. */
export async function personOfIdentity(scope: Scope, identity: Identity): Promise<string | null> {
  const known = await scope.queries
    .selectFrom('external_identity')
    .select('person_id')
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .executeTakeFirst();
  if (known !== undefined) return known.person_id;
  if (identity.email === null) return null;
  const account = await credentialsByEmail(scope, identity.email);
  if (account === null || !account.verified) return null;
  return account.person;
}

/** From now on this identity is this person: whether it was not before; throws where it is somebody else already. */
export async function storeIdentity(
  { sql }: Scope,
  person: string,
  { issuer, subject }: Identity,
): Promise<boolean> {
  const [row] = await sql<{ added: boolean }[]>`
    insert into external_identity (issuer, subject, person_id, used_at) values (${issuer}, ${subject}, ${person}, now())
    on conflict (issuer, subject) do update set used_at = now() where external_identity.person_id = excluded.person_id
    returning created_at = now() as added`;
  if (row === undefined) {
    throw new ProblemError('conflict', 'This sign-in is connected with another account here.');
  }
  return row.added;
}
