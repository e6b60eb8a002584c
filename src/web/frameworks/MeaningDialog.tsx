import { useState, type ComponentProps } from 'react';
import type { Edit } from '#contract/frameworkEdits';
import type { Code, Pole } from '#contract/frameworkFile';
import { LinesField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useEdits } from './queries.ts';

export type Meaning = Extract<Edit, { edit: 'code' }>['meaning'];
type Words = Record<'name' | 'definition' | 'include' | 'exclude' | 'text' | 'who', string>;

interface MeaningDialogProps {
  workspace: string;
  framework: string;
  title: string;
  action: string;
  /** As it is now; null for what is new. */
  now: Pole | Code | null;
  /** A new code may have been found in what people said. */
  inductive?: boolean;
  edit: (meaning: Meaning, inductive: Code['inductive']) => Edit;
  onClose: () => void;
}

/** The words of a pole or a code: what it means, what counts and what does not, and an example. */
export function MeaningDialog(props: MeaningDialogProps) {
  const { workspace, framework, title, action, now, inductive = false, edit, onClose } = props;
  const [words, setWords] = useState<Words>(() => wordsOf(now));
  const [found, setFound] = useState<string | null>(null);
  const change = useEdits(workspace, framework, onClose);
  const set = (name: keyof Words) => (value: string) => setWords({ ...words, [name]: value });
  return (
    <FormDialog
      title={title}
      action={action}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate([edit(meaningOf(words), foundOf(found))])}
      onClose={onClose}
    >
      <WordsField label="Name" value={words.name} most={120} onChange={set('name')} />
      <ParagraphField
        label="What it means"
        help="In a sentence that two people understand alike."
        value={words.definition}
        most={600}
        onChange={set('definition')}
      />
      <ParagraphField
        label="Counts"
        help="What somebody would say or show."
        value={words.include}
        most={800}
        onChange={set('include')}
      />
      <ParagraphField
        label="Does not count"
        help="What seems to belong here and does not, and where it belongs instead."
        value={words.exclude}
        most={800}
        onChange={set('exclude')}
      />
      <ParagraphField
        label="An invented example"
        help="Made up: nobody’s own words. May stay empty."
        value={words.text}
        most={600}
        onChange={set('text')}
      />
      <WordsField
        label="Who could say so"
        help="For example, a teacher."
        value={words.who}
        most={80}
        onChange={set('who')}
      />
      {inductive && (
        <label className="tick">
          <input
            className="check"
            type="checkbox"
            checked={found !== null}
            onChange={(event) => setFound(event.target.checked ? '' : null)}
          />
          <span>Found in what people said</span>
        </label>
      )}
      {found !== null && (
        <WordsField
          label="Why it is needed"
          help="Where it was heard, and why no other code will do."
          value={found}
          most={400}
          onChange={setFound}
        />
      )}
    </FormDialog>
  );
}

/** A definition is one paragraph, however it was pasted. */
function ParagraphField({ onChange, ...rest }: ComponentProps<typeof LinesField>) {
  return <LinesField {...rest} onChange={(value) => onChange(value.replaceAll(/\s*\n\s*/g, ' '))} />;
}

const wordsOf = (now: Pole | Code | null): Words => ({
  name: now?.name ?? '',
  definition: now?.definition ?? '',
  include: now?.include ?? '',
  exclude: now?.exclude ?? '',
  text: now?.example?.text ?? '',
  who: now?.example?.who ?? '',
});

function meaningOf({ text, who, ...words }: Words): Meaning {
  const isEmpty = text.trim() === '' && who.trim() === '';
  return { ...words, example: isEmpty ? null : { text, who } };
}

const foundOf = (why: string | null): Code['inductive'] =>
  why === null ? null : { on: new Date().toISOString().slice(0, 10), why };
