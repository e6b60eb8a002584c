import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

export interface MailServer {
  url: string;
  /** What has arrived, as it crossed the wire. */
  received: { to: string[]; text: string }[];
  /** How the next messages are answered instead of taken. */
  refuse(...answers: { code: number }[]): void;
  /** Waits until so many messages have arrived; answers with the last. */
  until(count: number): Promise<{ to: string[]; text: string }>;
  stop(): Promise<void>;
}

/** A mail server on this machine that keeps what it is given. */
export async function mailServer(): Promise<MailServer> {
  const received: MailServer['received'] = [];
  const refusals: { code: number }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        const refusal = refusals.shift();
        if (refusal !== undefined) {
          done(Object.assign(new Error('Not now'), { responseCode: refusal.code }));
          return;
        }
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: decoded(text) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    received,
    refuse: (...answers) => void refusals.push(...answers),
    until: async (count) => {
      for (const limit = Date.now() + 10_000; Date.now() < limit && received.length < count;)
        await new Promise((resolve) => setTimeout(resolve, 10));
      const last = received[count - 1];
      if (last === undefined) throw new Error(`Only ${String(received.length)} messages have arrived.`);
      return last;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Quoted-printable, as far as links need it. */
const decoded = (text: string) => text.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=');
