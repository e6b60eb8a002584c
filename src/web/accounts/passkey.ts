import type { AuthenticationResponseJSON } from '@simplewebauthn/browser';
import { askForPasskey, askToAddPasskey } from '#contract/accountsPasskeys';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';

/** The library is loaded when somebody uses a passkey. */
const library = () => import('@simplewebauthn/browser');

/** Passkeys belong to a name: where a page was opened by a number, no browser uses one. */
export const isNumber = (host: string): boolean => /^(\[.*\]|[\d.]+)$/.test(host);

export interface Answered {
  challenge: string;
  answer: { id: string; [key: string]: unknown };
}

/** Asks for a passkey, in the browser's own dialogue. */
export async function usePasskey(): Promise<Answered> {
  const { challenge, options } = await call(connection, askForPasskey, {});
  const { startAuthentication } = await library();
  const answer: AuthenticationResponseJSON = await inWords(
    startAuthentication({ optionsJSON: options as never }),
  );
  return { challenge, answer: { ...answer } };
}

export async function makePasskey(question = () => call(connection, askToAddPasskey, {})): Promise<Answered> {
  const { challenge, options } = await question();
  const { startRegistration } = await library();
  const answer = await inWords(startRegistration({ optionsJSON: options as never }));
  return { challenge, answer: { ...answer } };
}

/** Browsers say little of why; what people can do is nearly always the same. */
async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const text =
      name === 'InvalidStateError'
        ? 'This device has a passkey for your account already.'
        : 'The browser did not use a passkey: it was stopped, it took too long, or there is none here. Nothing was changed; try again, or use another way.';
    throw new Error(text, { cause: error });
  }
}
