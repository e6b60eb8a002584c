import { call, type Connection } from '../../src/contract/client.ts';
import { makeInvitation } from '../../src/contract/invitations.ts';
import { joinByInvitation } from '../../src/contract/invitationAnswers.ts';
import { goodPassword } from './people.ts';

/** A connection to a server that is reached over the network, as the person whose cookie is sent along. */
export const connectAs = (origin: string, cookie: string): Connection => ({
  origin,
  headers: { cookie },
  fetch: (url, init) => fetch(url, init),
});

/** Somebody is invited as a researcher, and comes. */
export async function researcher(owner: Connection, workspace: string, name: string): Promise<string> {
  const roles = [{ role: 'researcher' as const, school: null }];
  const { link } = await call(owner, makeInvitation, { workspace, roles, name });
  const token = new URL(link).hash.slice(1);
  let cookie = '';
  const listening: Connection = {
    origin: owner.origin,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      return response;
    },
  };
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@reed.example`;
  await call(listening, joinByInvitation, { token, name, email, password: goodPassword });
  return cookie;
}
