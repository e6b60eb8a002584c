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

/** The megabytes of the guide and of every other refusal of a file, which are 1,024 × 1,024 bytes. */
const megabyte = 2 ** 20;

function tooLarge(limit: number): ProblemError {
  const size =
    limit < megabyte
      ? `${String(Math.round(limit / 1_000))} kB`
      : `${String(Math.round(limit / megabyte))} MB`;
  return new ProblemError('too-large', `At most ${size} can be sent at once. Nothing was stored.`);
}
