import * as contract from '#contract/conversations';
import { addressesOf } from '../accounts/index.ts';
import { bind } from '../platform/bind.ts';
import type { Config } from '../platform/config.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { log } from '../platform/log.ts';
import { sendMail, type Message } from '../platform/mail.ts';
import { answer, ask, withdraw } from './change.ts';
import { answeredLetter, askedLetter } from './letters.ts';
import { answerers, listConversations, workspaceName } from './store.ts';

export function bindConversations(door: Door, config: Pick<Config, 'mail'>): void {
  bind(door, contract.listConversations, (request) =>
    request.inWorkspace(async (scope) => ({ conversations: await listConversations(scope) })),
  );

  bind(door, contract.askForConversation, async (request, { workspace, ...wish }) => {
    const { asked, people, name } = await request.inWorkspace(async (scope) => ({
      people: await answerers(scope),
      name: await workspaceName(scope),
      asked: await ask(scope, wish),
    }));
    tell(door, config, people, (to) => askedLetter(to, name, linkOf(request, workspace)));
    return asked;
  });

  bind(door, contract.answerConversation, async (request, { workspace, conversation: id, ...said }) => {
    const { conversation, asker, name } = await request.inWorkspace(async (scope) => ({
      name: await workspaceName(scope),
      ...(await answer(scope, id, said)),
    }));
    tell(door, config, [asker], (to) => answeredLetter(to, name, linkOf(request, workspace)));
    return conversation;
  });

  bind(door, contract.withdrawConversation, (request, { conversation }) =>
    request.inWorkspace((scope) => withdraw(scope, conversation)),
  );
}

const linkOf = ({ origin }: ApiRequest, workspace: string) => `${origin}/w/${workspace}/conversations`;

/** A letter to each, which nobody waits for: the request stands on the page whether or not mail goes out. */
function tell(
  door: Door,
  config: Pick<Config, 'mail'>,
  people: readonly string[],
  letter: (to: string) => Message,
): void {
  if (config.mail === undefined) return;
  addressesOf(door.pool, people)
    .then((addresses) => Promise.all(addresses.map((to) => sendMail(config, letter(to)))))
    .catch((error: unknown) => log('warn', 'nobody was told of a request by mail', { error }));
}
