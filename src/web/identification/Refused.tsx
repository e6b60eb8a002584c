import type { Frame } from '#contract/identification';
import { usualRule, type Address } from './address.ts';
import { question } from './Opening.tsx';
import { SettingsFold } from './SettingsFold.tsx';
import { tellingApart } from './tellingApart.ts';
import type { State } from './useFindings.ts';

interface RefusedProps {
  state: State;
  frame: Frame;
  address: Address;
  onAddress: (change: Partial<Address>) => void;
}

/** These settings have no answer: say why, and leave the controls, and what would have one, within reach. */
export function Refused({ state, frame, address, onAddress }: RefusedProps) {
  const usual = {
    context: undefined,
    result: undefined,
    within: undefined,
    ...usualRule,
    only: undefined,
    without: undefined,
  };
  const context = state.chosen === null ? null : tellingApart(frame, state.chosen);
  return (
    <div className="opening prose">
      <h1>{question}</h1>
      <p className="err" role="alert">
        {state.refusal ?? 'These settings give no answer.'} Your data are kept as they are.
      </p>
      <p>
        {context !== null && (
          <button type="button" className="btn" onClick={() => onAddress({ context, weights: undefined })}>
            Leave out what is the same everywhere
          </button>
        )}{' '}
        {/* They may be what has no answer. */}
        {Object.keys(address).length > 0 && (
          <button
            type="button"
            className={context === null ? 'btn' : 'btn line'}
            onClick={() => onAddress(usual)}
          >
            Use the usual settings
          </button>
        )}
      </p>
      {state.chosen !== null && (
        <SettingsFold
          frame={frame}
          chosen={state.chosen}
          line="Or change them"
          note=""
          onChange={onAddress}
        />
      )}
    </div>
  );
}
