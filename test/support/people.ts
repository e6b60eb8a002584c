import { call } from '../../src/contract/client.ts';
import type { CallOf, Endpoint, OutputOf } from '../../src/contract/endpoint.ts';
import { hashPassword } from '../../src/server/accounts/password.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { ask, type TestServer } from './server.ts';

export const goodPassword = 'marsh tern lantern osprey';

/** Somebody with an e-mail address and a password, not signed in. */
export async function withPassword(
  server: TestServer,
  name = 'Ada Marsh',
): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `${id}@a.example`;
  const hash = await hashPassword(goodPassword);
  await server.owner`insert into person (id, name) values (${id}, ${name})`;
  await server.owner`insert into account (person_id, email, email_verified_at, password_hash, password_at)
    values (${id}, ${email}, now(), ${hash}, now())`;
  return { id, email };
}

/** A browser: keeps the cookies it is given and sends them along. */
export interface Browser {
  cookies: Map<string, string>;
  raw(path: string, init?: RequestInit): Promise<Response>;
  call<E extends Endpoint>(endpoint: E, input: CallOf<E>): Promise<OutputOf<E>>;
}

export function browser(server: TestServer, headers: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();
  const raw = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const own = { ...headers, ...(init.headers as Record<string, string>), cookie };
    const response = await ask(server.app, path, { ...init, headers: own });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  return {
    cookies,
    raw,
    call: (endpoint, input) =>
      call(
        {
          origin: '',
          fetch: (path, init) =>
            raw(path, { ...init, ...(init.body === undefined ? {} : { body: init.body }) }),
        },
        endpoint,
        input,
      ),
  };
}

/** The trail of the installation about one person, oldest first. */
export async function trailOf(server: TestServer, person: string | null) {
  const rows = await server.owner`
    select act, person_id, object_id, detail, address from audit_entry
    where workspace_id = '00000000-0000-0000-0000-000000000000' and object_id is not distinct from ${person}
    order by sequence`;
  return rows.map((row) => ({
    act: row['act'] as string,
    by: row['person_id'] as string | null,
    detail: row['detail'] as unknown,
  }));
}
