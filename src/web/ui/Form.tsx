import {
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
} from 'react';
import type { CallOf, Endpoint } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import { Field } from './Field.tsx';
import './forms.css';
import { wordsOf } from './Problem.tsx';

/** What is wrong, and with which field; null where it is none in particular. */
interface Failure {
  field: string | null;
  detail: string;
}

export interface FormState {
  failures: readonly Failure[];
  busy: boolean;
  /** Goes up with each refusal, so that the summary takes the focus each time. */
  refusals: number;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * A form that sends what stands in its fields to an endpoint. The endpoint's own schema checks it first, so that the page
 * and the server say the same.
 */
export function useForm<E extends Endpoint>(
  endpoint: E,
  send: (values: CallOf<E>) => Promise<unknown>,
  more: Partial<CallOf<E>> = {},
): FormState {
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const refuse = (list: readonly Failure[]) => {
    setFailures(list);
    setRefusals((count) => count + 1);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = Object.fromEntries(new FormData(event.currentTarget));
    const values = { ...typed, ...more } as CallOf<E>;
    const parsed = endpoint.input.safeParse(values);
    if (!parsed.success) {
      refuse(
        parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), detail: message })),
      );
      return;
    }
    setBusy(true);
    setFailures([]);
    send(values)
      .catch((error: unknown) => refuse(failuresOf(error)))
      .finally(() => setBusy(false));
  };
  return { failures, busy, refusals, onSubmit };
}

function failuresOf(error: unknown): Failure[] {
  if (error instanceof ProblemError && error.errors.length > 0) {
    return error.errors.map(({ pointer, detail }) => ({ field: pointer.slice(1), detail }));
  }
  return [{ field: null, detail: wordsOf(error).detail }];
}

/** What is wrong, on top of the form: it takes the focus, and leads to each field. */
export function ErrorSummary({ failures, refusals }: Pick<FormState, 'failures' | 'refusals'>) {
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  useErrorInTitle(failures.length > 0);
  if (failures.length === 0) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby={title} tabIndex={-1} ref={box}>
      <h2 id={title}>There is a problem</h2>
      <ul>
        {failures.map(({ field, detail }) => (
          <li key={detail}>
            {field === null ? (
              detail
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  box.current?.parentElement
                    ?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)
                    ?.focus();
                }}
              >
                {detail}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Screen readers read the title first, and a tab shows it. */
function useErrorInTitle(failed: boolean): void {
  useEffect(() => {
    if (!failed) return undefined;
    document.title = `Error: ${document.title}`;
    return () => {
      document.title = document.title.replace(/^(Error: )+/, '');
    };
  }, [failed]);
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'form' | 'id'>;

interface TextFieldProps extends InputProps {
  form: FormState;
  name: string;
  label: string;
  help?: ReactNode;
}

const errorOf = ({ failures }: FormState, name: string) =>
  failures.find(({ field }) => field === name)?.detail ?? null;

export function TextField({ form, name, label, help, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={errorOf(form, name)}>
      {(tied) => <input className="input" name={name} {...input} {...tied} />}
    </Field>
  );
}

type LinesProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'form' | 'id'> &
  Pick<TextFieldProps, 'form' | 'name' | 'label' | 'help'>;

/** Several lines. */
export function TextLines({ form, name, label, help, ...area }: LinesProps) {
  return (
    <Field label={label} help={help} error={errorOf(form, name)}>
      {(tied) => <textarea className="input" name={name} {...area} {...tied} />}
    </Field>
  );
}

/** A password, which its person may look at while typing. */
export function PasswordField({ form, name, label, help, ...input }: TextFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} help={help} error={errorOf(form, name)}>
      {(tied) => (
        <div className="with-button">
          <input
            className="input"
            name={name}
            type={shown ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...tied}
          />
          <button
            type="button"
            className="btn line"
            aria-controls={tied.id}
            aria-label={shown ? 'Hide password' : 'Show password'}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        </div>
      )}
    </Field>
  );
}
