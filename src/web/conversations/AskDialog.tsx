import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { askForConversation } from '#contract/conversations';
import type { Neighbour } from '#contract/standings';
import { betterWords } from '#contract/standingsWords';
import { connection } from '../ui/connection.ts';
import { Field } from '../ui/Field.tsx';
import { ErrorSummary, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { conversationsQuery } from './queries.ts';
import './conversations.css';

interface AskDialogProps {
  workspace: string;
  school: string;
  /** Those that do better in something. */
  neighbours: readonly Neighbour[];
  onClose: () => void;
}

/** With whom, about what, and a word to whoever leads the network. */
export function AskDialog({ workspace, school, neighbours, onClose }: AskDialogProps) {
  const client = useQueryClient();
  const choices = neighbours.flatMap(({ key, name, better }) =>
    better.map((one) => ({
      neighbour: key,
      measure: one.measure,
      words: `${name ?? `School ${key}`}: ${betterWords(one)}`,
    })),
  );
  const [at, setAt] = useState(0);
  const { neighbour = '', measure = '' } = choices[at] ?? {};
  const form = useForm(
    askForConversation,
    async (values) => {
      await call(connection, askForConversation, values);
      await client.invalidateQueries({ queryKey: conversationsQuery(workspace).queryKey });
      onClose();
    },
    { workspace, school, neighbour, measure },
  );
  return (
    <FormDialog
      title="Ask for a conversation"
      action="Send the request"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <ErrorSummary failures={form.failures} refusals={form.refusals} />
      <p className="quiet">
        Whoever leads the network reads this and answers. The other school reads it once it is arranged.
      </p>
      <Field label="With whom, and about what">
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={at}
            onChange={(event) => setAt(Number(event.target.value))}
          >
            {choices.map(({ words }, i) => (
              <option key={words} value={i}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="What you would like to know" help="In your own words. No names of pupils.">
        {(tied) => <textarea {...tied} className="input" name="message" rows={5} maxLength={2000} />}
      </Field>
    </FormDialog>
  );
}
