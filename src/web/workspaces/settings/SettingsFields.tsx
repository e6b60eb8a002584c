import type { FieldError } from '#contract/problem';
import { Field } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TermsTable } from './TermsTable.tsx';
import type { Draft } from './terms.ts';

interface SettingsFieldsProps {
  draft: Draft;
  faults: readonly FieldError[];
  onDraft: (draft: Draft) => void;
}

const learners = [
  { value: 'pupils', label: 'pupils' },
  { value: 'students', label: 'students' },
] as const;
const firsts = [
  { value: 'lowest', label: 'the lowest values' },
  { value: 'highest', label: 'the highest values' },
] as const;

const callings = [
  { value: 'named', label: 'by name' },
  { value: 'letters', label: 'by a letter' },
] as const;

const secondSteps = [
  { value: 'own choice', label: 'nobody must' },
  { value: 'whoever runs it', label: 'whoever runs it' },
  { value: 'everybody', label: 'everybody' },
] as const;

export function SettingsFields({ draft, faults, onDraft }: SettingsFieldsProps) {
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const errorOf = (pointer: string) => faults.find((one) => one.pointer === pointer)?.detail ?? null;
  return (
    <>
      <section aria-labelledby="small-title">
        <h2 id="small-title">Small numbers</h2>
        <Field
          id="threshold"
          label="People behind a figure, at least"
          help="A figure by group of people is shown only from so many on, so that nobody is recognised. From 3 to 50."
          error={errorOf('/threshold')}
        >
          {(tied) => (
            <input
              {...tied}
              className="input short"
              inputMode="numeric"
              maxLength={2}
              value={draft.threshold}
              onChange={(event) => set({ threshold: event.target.value })}
            />
          )}
        </Field>
      </section>
      <section aria-labelledby="words-title">
        <h2 id="words-title">Words</h2>
        <p className="label">Those who learn are called</p>
        <Switch
          label="Those who learn are called"
          choices={learners}
          value={draft.learners}
          onChange={(value) => set({ learners: value })}
        />
        <p className="label">Where quarters are numbered, the first holds</p>
        <p className="note help">
          Sources number them both ways, so Reedbed names quarters in words. This says how numbers are to be
          read.
        </p>
        <Switch
          label="Where quarters are numbered, the first holds"
          choices={firsts}
          value={draft.firstQuantile}
          onChange={(value) => set({ firstQuantile: value })}
        />
      </section>
      <section aria-labelledby="neighbours-title">
        <h2 id="neighbours-title">Schools on each other’s pages</h2>
        <p className="label">The page of a school calls the schools like it</p>
        <p className="note help">
          By name: a head reads which ten schools are nearest, their circumstances, and what they do better.
          Nothing else of them is shown, and never that one does worse. By a letter: names are kept back until
          you arrange a conversation, and figures are rounded; but in a small network people may guess.
          Letters hold at once; names appear when you publish again.
        </p>
        <Switch
          label="The page of a school calls the schools like it"
          choices={callings}
          value={draft.neighbours}
          onChange={(value) => set({ neighbours: value })}
        />
      </section>
      <section aria-labelledby="step-title">
        <h2 id="step-title">Signing in</h2>
        <p className="label">Who signs in with a second step, or with a passkey</p>
        <p className="note help">
          A password can be guessed or given away; the second step, a code of an app on one’s telephone,
          cannot so easily. Whoever runs it: owners, coordinators, partnership leads. Who has none yet sees
          nothing here but what to do, sets one up under their account, and goes on at once.
        </p>
        <Switch
          label="Who signs in with a second step, or with a passkey"
          choices={secondSteps}
          value={draft.secondStep}
          onChange={(value) => set({ secondStep: value })}
        />
        {errorOf('/secondStep') !== null && (
          <p className="err" id="secondStep">
            {errorOf('/secondStep')} <a href="/account">Go to your account</a>
          </p>
        )}
      </section>
      <section aria-labelledby="terms-title">
        <h2 id="terms-title">The school year</h2>
        <p className="note">
          In the order of the school year, which may begin in any month. Each term ends before the next
          begins.
        </p>
        <TermsTable terms={draft.terms} errorOf={errorOf} onTerms={(terms) => set({ terms })} />
      </section>
    </>
  );
}
