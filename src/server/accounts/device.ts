import { hashOf } from '../platform/auth.ts';
import type { ApiRequest } from '../platform/door.ts';
import { newToken } from '../platform/ids.ts';
import type { Desk } from './desk.ts';

/** Says that this browser has signed in to an account before. It lets nobody in; it only counts their slips by themselves. */

const purpose = 'device';

/** The mark of this browser, if it has signed in with that address; null for any other. */
export async function deviceOf(
  { door: { seal } }: Desk,
  request: ApiRequest,
  email: string,
): Promise<string | null> {
  const cookie = request.cookie.read('device');
  if (cookie === undefined || cookie.length > 400) return null;
  const opened = await seal.open(Buffer.from(cookie, 'base64url'), purpose);
  const [mark = '', known] = opened?.toString().split(' ') ?? [];
  return known === markOf(email) ? mark : null;
}

export async function rememberDevice(
  { door: { seal } }: Desk,
  request: ApiRequest,
  email: string,
): Promise<void> {
  const sealed = await seal.close(Buffer.from(`${newToken()} ${markOf(email)}`), purpose);
  request.cookie.write('device', sealed.toString('base64url'));
}

const markOf = (email: string) => hashOf(email).toString('base64url');
