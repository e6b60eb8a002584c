import { useState } from 'react';
import { call } from '#contract/client';
import type { Source } from '#contract/sources';
import { bringTranslation, isBeside, partsOf, removeTranslation } from '#contract/translations';
import { counted } from '#contract/words';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { Field } from '../ui/Field.tsx';
import { WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';

interface TranslationOfProps {
  workspace: string;
  source: Source;
}

/** The source in another language: whether there is one, and whether it lines up. */
export function TranslationOf({ workspace, source }: TranslationOfProps) {
  const { translation } = source;
  const [open, setOpen] = useState<'bring' | 'remove' | null>(null);
  const close = () => setOpen(null);
  return (
    <section aria-labelledby="translation-title">
      <h2 id="translation-title">Translation</h2>
      {translation === null ? (
        <p className="quiet">None. A translation stands beside the original, which is what is coded.</p>
      ) : (
        <p className={isBeside(source, translation) ? 'quiet' : 'err'}>{standing(source)}</p>
      )}
      <p className="note links no-print">
        <button type="button" className="linkish" onClick={() => setOpen('bring')}>
          {translation === null ? 'Bring a translation' : 'Bring another'}
        </button>
        {translation !== null && (
          <>
            {' · '}
            <button type="button" className="linkish" onClick={() => setOpen('remove')}>
              Remove
            </button>
          </>
        )}
      </p>
      {open === 'bring' && <BringDialog workspace={workspace} source={source} onClose={close} />}
      {open === 'remove' && <RemoveDialog workspace={workspace} source={source} onClose={close} />}
    </section>
  );
}

/** Whether each turn has its translation beside it; else what there is of each. */
function standing(source: Source): string {
  const { translation, text, turnsOf, turns } = source;
  if (translation === null) return '';
  const { language, parts } = translation;
  const noun = turns > 0 ? 'turn' : 'paragraph';
  if (isBeside(source, translation)) return `${language}, ${noun} by ${noun} beside the original.`;
  return (
    `${language}, but it does not line up: the original has ${counted(partsOf(text, turnsOf).length, noun)}, the ` +
    `translation ${String(parts.length)}. Bring one that has as many, told apart in the same way.`
  );
}

function BringDialog({ workspace, source, onClose }: TranslationOfProps & { onClose: () => void }) {
  const [language, setLanguage] = useState(source.translation?.language ?? '');
  const [file, setFile] = useState<File | null>(null);
  const bring = useAct(
    workspace,
    (chosen: File) =>
      call(
        connection,
        bringTranslation,
        { workspace, source: source.id, name: chosen.name, language: language.trim() },
        chosen,
      ),
    onClose,
  );
  return (
    <FormDialog
      title="Bring a translation"
      action="Keep it"
      busy={bring.isPending || file === null || language.trim() === ''}
      error={bring.error}
      onSubmit={() => file !== null && bring.mutate(file)}
      onClose={onClose}
    >
      <p>
        A document of the kinds that a source may be, with speakers told as in the original, so that turns
        line up.{source.translation !== null && ' It takes the place of the one that is here.'}
      </p>
      <WordsField label="Language" value={language} most={60} onChange={setLanguage} />
      <Field label="File">
        {(tied) => (
          <input
            {...tied}
            type="file"
            accept=".txt,.md,.html,.htm,.docx,.odt,.pdf,.srt,.vtt"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function RemoveDialog({ workspace, source, onClose }: TranslationOfProps & { onClose: () => void }) {
  const remove = useAct(
    workspace,
    () => call(connection, removeTranslation, { workspace, source: source.id }),
    onClose,
  );
  return (
    <AskFirst
      title="Remove the translation?"
      action="Remove it"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p>The original and all that was coded in it stay.</p>
    </AskFirst>
  );
}
