import { useId, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  /** Where a summary of what is wrong links to it. */
  id?: string;
  /** Stands beneath the label. */
  help?: ReactNode;
  /** What is wrong with it; null where nothing is. */
  error?: string | null;
  /** The control, which gets what ties it to label, help and error. */
  children: (tied: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A control with its label above, help beneath the label, and what is wrong beneath the control. */
export function Field({ label, id: given, help, error = null, children }: FieldProps) {
  const own = useId();
  const id = given ?? own;
  const describing = [help === undefined ? '' : `${id}-help`, error === null ? '' : `${id}-error`];
  const describedBy = describing.filter((one) => one !== '').join(' ');
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {help !== undefined && (
        <p className="note help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error !== null,
      })}
      {error !== null && (
        <p className="err" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
