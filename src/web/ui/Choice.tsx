interface ChoiceProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  /** An answer is wanted that has not been given. */
  wanted?: boolean;
  onChange: (value: T) => void;
}

/** A select in a dense view, named for those who do not see the column it stands in. */
export function Choice<T extends string>({
  label,
  choices,
  value,
  wanted = false,
  onChange,
}: ChoiceProps<T>) {
  return (
    <select
      className="input low"
      aria-label={label}
      aria-invalid={wanted}
      title={label}
      value={value}
      onChange={(event) => onChange(event.target.value as T)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
