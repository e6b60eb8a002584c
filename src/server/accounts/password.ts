import crypto, { randomBytes, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '#contract/problem';
import { Turns } from '../platform/turns.ts';

/** What argon2id costs: 19 MiB and two passes, as OWASP's cheat sheet has it. Greater ones here reach everybody in time. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const nonceLength = 16;
const tagLength = 32;

/** Each hash holds 19 MiB and a thread of the pool for some thirty milliseconds: two at once, the others wait. */
const turns = new Turns(2);
const mostWaiting = 100;
let waiting = 0;

type Cost = typeof cost;

/** Keyboards make the same letter in several ways; all of them are the same password. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8');

/** A password as it is stored: `$argon2id$v=19$m=19456,t=2,p=1$nonce$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(nonceLength);
  const tag = await derive(password, nonce, cost);
  const parameters = `m=${String(cost.memory)},t=${String(cost.passes)},p=${String(cost.parallelism)}`;
  return `$argon2id$v=19$${parameters}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/**
 * Whether this is the password. Where there is none to compare with, the same work is done in vain, so that the time
 * does not tell who has an account.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? null : parse(stored);
  const tag = await derive(password, known?.nonce ?? Buffer.alloc(nonceLength), known?.cost ?? cost);
  return known !== null && tag.length === known.tag.length && timingSafeEqual(tag, known.tag);
}

/** Whether a stored password was hashed with less than is asked for today. */
export function isWeaklyHashed(stored: string): boolean {
  const known = parse(stored).cost;
  return known.memory < cost.memory || known.passes < cost.passes || known.parallelism < cost.parallelism;
}

/** In the thread pool: the event loop goes on serving. */
async function derive(
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism }: Cost,
): Promise<Buffer> {
  if (waiting >= mostWaiting) {
    throw new ProblemError(
      'too-many',
      'Too many people are signing in at this moment. Try again in a minute.',
    );
  }
  waiting++;
  const end = await turns.take();
  waiting--;
  const parameters = { message: bytesOf(password), nonce, parallelism, tagLength, memory, passes };
  try {
    return await new Promise((resolve, reject) => {
      crypto.argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
    });
  } finally {
    end();
  }
}

function parse(stored: string): { cost: Cost; nonce: Buffer; tag: Buffer } {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (found === null) throw new Error('A stored password has a form that this version does not know.');
  const [, memory, passes, parallelism, nonce = '', tag = ''] = found;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
