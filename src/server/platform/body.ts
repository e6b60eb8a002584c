import { ProblemError } from '#contract/problem';

/** Reads a body and refuses it as soon as it grows beyond the limit, whatever length was announced. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.length;
    if (length > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(limit: number): ProblemError {
  const size =
    limit < 1_000_000
      ? `${String(Math.round(limit / 1_000))} kB`
      : `${String(Math.round(limit / 1_000_000))} MB`;
  return new ProblemError('too-large', `At most ${size} can be sent at once. Nothing was stored.`);
}
