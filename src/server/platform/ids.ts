import { randomBytes } from 'node:crypto';

/** A uuid of version 7 (RFC 9562): 48 bits of time, then random, so that new rows lie together in an index. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A secret for a link or a session: 256 bits, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** This moment as the database takes it. */
export const now = (): string => new Date().toISOString();
