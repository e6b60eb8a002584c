import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** A passkey in software (ES256, no attestation), for what no real one would do: answer twice, or count backwards. */
export class Authenticator {
  readonly #key: KeyObject;
  readonly #public: { x: string; y: string };
  readonly id = randomBytes(16).toString('base64url');
  counter: number;
  /** What it says of its user. */
  verifies = true;

  constructor(counter = 0) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    this.#public = { x, y };
    this.counter = counter;
  }

  register(options: Record<string, unknown>, origin: string) {
    const { id: rp } = options['rp'] as { id: string };
    const credential = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(credential.length);
    const data = Buffer.concat([this.#data(rp, 0x40), Buffer.alloc(16), length, credential, this.#cose()]);
    const object = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ]);
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: client('webauthn.create', options['challenge'], origin).toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  answer(options: Record<string, unknown>, origin: string) {
    const clientData = client('webauthn.get', options['challenge'], origin);
    const data = this.#data(String(options['rpId']), 0);
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(this.#key).toString('base64url'),
      },
    };
  }

  #data(rp: string, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = 0x01 | (this.verifies ? 0x04 : 0) | more;
    return Buffer.concat([createHash('sha256').update(rp).digest(), Buffer.of(flags), counter]);
  }

  #cose(): Buffer {
    return map([
      [number(1), number(2)],
      [number(3), number(-7)],
      [number(-1), number(1)],
      [number(-2), bytes(Buffer.from(this.#public.x, 'base64url'))],
      [number(-3), bytes(Buffer.from(this.#public.y, 'base64url'))],
    ]);
  }
}

const client = (type: string, challenge: unknown, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** The little of CBOR that is needed. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 255);
}
const number = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
