import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '#contract/client';
import type { Target } from '#contract/coding';
import type { Side } from '#contract/frameworkFile';
import { polesOf } from '#contract/frameworkSides';
import { addFoundCode, type Framework } from '#contract/frameworks';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { signOf } from './codebook.ts';
import { frameworkQuery } from './queries.ts';

interface NewCodeDialogProps {
  workspace: string;
  framework: Framework;
  /** What it may be called: as was typed, or in the words that were said. */
  name: string;
  /** What was said last: a new code often belongs beside it. */
  near: Target | null;
  onAdded: (target: Target) => void;
  onClose: () => void;
}

/** A code that was found while reading: added to the codebook, and said of the chosen words. */
export function NewCodeDialog({ workspace, framework, name, near, onAdded, onClose }: NewCodeDialogProps) {
  const places = placesOf(framework);
  const beside = places.find(({ element, sign }) => element === near?.element && sign === near.pole);
  const [at, setAt] = useState(beside ?? places[0]);
  const client = useQueryClient();
  const id = useId();
  const form = useForm(
    addFoundCode,
    async (said) => {
      const { added, ...now } = await call(connection, addFoundCode, said);
      client.setQueryData(frameworkQuery(workspace, framework.id).queryKey, now);
      await client.invalidateQueries({ queryKey: ['frameworks', workspace] });
      const { element, sign } = said;
      onAdded({ framework: framework.id, version: now.number ?? 1, element, pole: sign, code: added });
    },
    { workspace, framework: framework.id, element: at?.element ?? '', sign: at?.sign ?? '+' },
  );
  return (
    <FormDialog
      title="A new code"
      action="Add it and code with it"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <ErrorSummary {...form} />
      <p className="quiet">
        Everybody in the workspace reads the codebook, so name nobody. The code is marked as found today, and
        the framework gets a new version.
      </p>
      <TextField
        form={form}
        name="name"
        label="Name"
        defaultValue={name}
        maxLength={120}
        autoComplete="off"
      />
      <div className="field">
        <label className="label" htmlFor={id}>
          Belongs to
        </label>
        <select
          id={id}
          className="input"
          value={at?.key}
          onChange={(event) => setAt(places.find(({ key }) => key === event.currentTarget.value))}
        >
          {places.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <TextField
        form={form}
        name="definition"
        label="What it means"
        help="In a sentence that two people understand alike."
        maxLength={600}
        autoComplete="off"
      />
      <TextField
        form={form}
        name="why"
        label="Why it is needed"
        help="What no other code says."
        maxLength={400}
        autoComplete="off"
      />
    </FormDialog>
  );
}

interface Place {
  key: string;
  element: string;
  sign: Side;
  label: string;
}

/** The sides of elements that are in use. */
const placesOf = ({ content }: Framework): Place[] =>
  content.elements
    .filter(({ setAside }) => setAside === null)
    .flatMap((one) =>
      polesOf(one).map(({ side: sign, pole }) => {
        const { key: element, name } = one;
        const said = pole.name === name ? name : `${name}: ${pole.name}`;
        return { key: `${element} ${sign}`, element, sign, label: `${signOf(sign)} ${said}` };
      }),
    );
