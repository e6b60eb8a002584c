import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { answerConversation, type Conversation } from '#contract/conversations';
import type { Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { Field } from '../ui/Field.tsx';
import { ErrorSummary, useForm } from '../ui/Form.tsx';
import { useTitle } from '../ui/hooks.ts';
import { Lede } from '../ui/Lede.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { Withdraw } from './AskPart.tsx';
import { conversationsQuery } from './queries.ts';
import { ledeOf, stateWords, titleOf } from './sentences.ts';
import './conversations.css';

const title = 'Who would like to talk to whom';

interface ConversationsPageProps {
  workspace: Membership;
  link: (school: string, name: string) => ReactNode;
}

/** Requests for a conversation: those who lead answer them, heads see their own and those they were introduced by. */
export function ConversationsPage({ workspace, link }: ConversationsPageProps) {
  useTitle(title);
  const { data, isError, error, refetch } = useQuery(conversationsQuery(workspace.id));
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <h1>{title}</h1>
        <Lede words={data === undefined ? null : ledeOf(data)} waiting="Reading the requests." />
      </div>
      {data?.map((one) => (
        <Request key={one.id} workspace={workspace.id} conversation={one} link={link} />
      ))}
    </>
  );
}

interface RequestProps {
  workspace: string;
  conversation: Conversation;
  link: ConversationsPageProps['link'];
}

function Request({ workspace, conversation, link }: RequestProps) {
  const { id, school, message, askedBy, answer, mayAnswer, mayWithdraw } = conversation;
  return (
    <section className="section request" aria-labelledby={`request-${id}`}>
      <h2 id={`request-${id}`}>{titleOf(conversation)}</h2>
      <p className="note">
        {askedBy !== null && `By ${askedBy}. `}
        {stateWords(conversation)}{' '}
        {school !== null && <>Read {link(school.id, `the page of ${school.name}`)}.</>}{' '}
        {mayWithdraw && <Withdraw workspace={workspace} id={id} />}
      </p>
      {message !== '' && <blockquote className="said">{message}</blockquote>}
      {answer !== '' && (
        <>
          <h3>The answer</h3>
          <p className="said">{answer}</p>
        </>
      )}
      {mayAnswer && <Answer workspace={workspace} conversation={conversation} />}
    </section>
  );
}

const states = [
  { value: 'arranged', label: 'Arrange it' },
  { value: 'declined', label: 'Decline' },
] as const;

function Answer({ workspace, conversation }: Omit<RequestProps, 'link'>) {
  const client = useQueryClient();
  const [state, setState] = useState<'arranged' | 'declined'>('arranged');
  const form = useForm(
    answerConversation,
    async ({ words }) => {
      await call(connection, answerConversation, {
        workspace,
        conversation: conversation.id,
        state,
        words,
      });
      await client.invalidateQueries({ queryKey: conversationsQuery(workspace).queryKey });
    },
    { workspace, conversation: conversation.id, state },
  );
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary failures={form.failures} refusals={form.refusals} />
      <Switch label="Your answer" choices={states} value={state} onChange={setState} />
      <Field
        label={state === 'arranged' ? 'A word to both schools' : 'Why not, for the school that asks'}
        help={
          state === 'arranged'
            ? 'Both read it with the request, and each other’s names. Say who calls whom, and how.'
            : 'Only the school that asks reads it. The other one does not learn that it was asked for.'
        }
      >
        {(tied) => <textarea {...tied} className="input" name="words" rows={4} maxLength={1500} />}
      </Field>
      <button type="submit" className="btn line" disabled={form.busy}>
        {state === 'arranged' ? 'Introduce the schools' : 'Decline the request'}
      </button>
    </form>
  );
}
