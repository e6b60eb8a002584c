import { createTransport } from 'nodemailer';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '#contract/problem';
import type { Config } from './config.ts';
import { log } from './log.ts';
import { Turns } from './turns.ts';

export interface Message {
  /** One address. */
  to: string;
  subject: string;
  /** Mail is plain text: what it says can be read before anything is opened. */
  text: string;
}

const turns = new Turns(2);
const limitMilliseconds = 10_000;
/** How long to wait before each further try: a server that is busy for a moment is not given up. */
const pauses = [1_000, 4_000];

/**
 * Hands a message to the mail server, trying three times. Never inside a transaction. Whoever must not show how long it
 * took, or whether it went out at all, does not wait for it.
 */
export async function sendMail(
  config: Pick<Config, 'mail'>,
  message: Message,
): Promise<'sent' | 'not configured'> {
  if (config.mail === undefined) return 'not configured';
  const { smtp, from } = config.mail;
  const transport = createTransport({
    url: smtp,
    connectionTimeout: limitMilliseconds,
    greetingTimeout: limitMilliseconds,
    socketTimeout: limitMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const ready = { from, to: { name: '', address: addressOf(message.to) }, ...wordsOf(message) };
  const end = await turns.take();
  try {
    await attempt(() => transport.sendMail(ready));
  } finally {
    end();
    transport.close();
  }
  return 'sent';
}

async function attempt(send: () => Promise<unknown>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await send();
      return;
    } catch (error) {
      const pause = pauses[i];
      if (pause === undefined || isFinal(error)) {
        // The error of a mail server may repeat the address: only its code is written down.
        log('warn', 'mail not sent', { code: (error as { code?: string }).code ?? 'unknown' });
        throw new ProblemError(
          'mail-not-sent',
          'The mail server did not take the message. Everything else was kept; try again later, or pass the link on yourself.',
        );
      }
      await sleep(pause);
    }
  }
}

/** Refused for good, as a mail server says by a code from 500 up. */
function isFinal(error: unknown): boolean {
  return ((error as { responseCode?: number }).responseCode ?? 0) >= 500;
}

/** One address and nothing else: no second one, no line of a header. */
function addressOf(text: string): string {
  if (/^[^\s@,;:<>"()[\]\\\p{Cc}]+@[^\s@,;:<>"()[\]\\\p{Cc}]+$/u.test(text)) return text;
  throw new ProblemError('invalid', 'This is no e-mail address to which a message can be sent.');
}

function wordsOf({ subject, text }: Message): Pick<Message, 'subject' | 'text'> {
  return { subject: subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '), text };
}
