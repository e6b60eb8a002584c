import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { withdrawConversation, type Conversation } from '#contract/conversations';
import type { SchoolStanding, StandingPage } from '#contract/standings';
import { capital } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { AskDialog } from './AskDialog.tsx';
import { conversationsQuery } from './queries.ts';
import { learnWords, stateWords, titleOf } from './sentences.ts';

interface AskPartProps {
  workspace: string;
  standing: SchoolStanding;
  page: StandingPage;
  /** The way to all requests, for those who read them. */
  all: ReactNode;
  reads: boolean;
}

/** The next step of a head who has read the page: talk to a school like theirs that does better in something. */
export function AskPart({ workspace, standing, page, all, reads }: AskPartProps) {
  const [asking, setAsking] = useState(false);
  const better = (page.like?.neighbours ?? []).filter((one) => one.better.length > 0);
  const { data = [] } = useQuery({ ...conversationsQuery(workspace), enabled: reads });
  const own = data.filter(({ school }) => school?.id === standing.school.id);
  const introduced = data.filter((one) => one.school === null && one.with?.id === standing.school.id);
  const words = learnWords(page.like?.neighbours.length ?? 0, better.length, standing.mayAsk);
  return (
    <section className="cta no-print">
      <h2>Learn from a school like ours</h2>
      <p>{words}</p>
      {standing.mayAsk && better.length > 0 && (
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          Ask for a conversation
        </button>
      )}
      {own.length > 0 && (
        <ul className="requests">
          {own.map((one) => (
            <Request key={one.id} workspace={workspace} conversation={one} />
          ))}
        </ul>
      )}
      {introduced.length > 0 && (
        <ul className="requests">
          {introduced.map((one) => (
            <li key={one.id}>
              <b>{titleOf(one)}</b>
              <br />
              {stateWords(one)}
            </li>
          ))}
        </ul>
      )}
      {own.length + introduced.length > 0 && <p className="all-requests">{all}</p>}
      {asking && (
        <AskDialog
          workspace={workspace}
          school={standing.school.id}
          neighbours={better}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Request({ workspace, conversation }: { workspace: string; conversation: Conversation }) {
  const { about, called, with: other, answer, mayWithdraw } = conversation;
  return (
    <li>
      <b>
        {capital(other?.name ?? called)}: {about}
      </b>
      <br />
      {stateWords(conversation)} {mayWithdraw && <Withdraw workspace={workspace} id={conversation.id} />}
      {answer !== '' && <span className="said">{answer}</span>}
    </li>
  );
}

export function Withdraw({ workspace, id }: { workspace: string; id: string }) {
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: () => call(connection, withdrawConversation, { workspace, conversation: id }),
    onSuccess: () => client.invalidateQueries({ queryKey: conversationsQuery(workspace).queryKey }),
  });
  return (
    <>
      <button type="button" className="linkish" disabled={back.isPending} onClick={() => back.mutate()}>
        Take it back
      </button>
      {back.isError && (
        <span className="err" role="alert">
          {wordsOf(back.error).detail}
        </span>
      )}
    </>
  );
}
