import { useId } from 'react';

interface SwitchProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** A radio group that looks like one control, with ink for the chosen side. */
export function Switch<T extends string>({ label, choices, value, onChange }: SwitchProps<T>) {
  const name = useId();
  return (
    <div className="switch" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
