import { pseudonymKinds, type Proposal, type PseudonymKind } from '#contract/pseudonyms';
import { capital } from '#contract/words';

export interface Chosen {
  word: string;
  kind: PseudonymKind;
  replacement: string;
  ticked: boolean;
}

interface ProposalRowProps {
  chosen: Chosen;
  /** Undefined for a word that was added by hand. */
  proposal: Proposal | undefined;
  onChange: (part: Partial<Chosen>) => void;
}

/** A word with where it stands, and what is to stand instead. */
export function ProposalRow({ chosen, proposal, onChange }: ProposalRowProps) {
  const { word, kind, replacement, ticked } = chosen;
  const known = proposal?.known === true;
  return (
    <li>
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          checked={ticked}
          onChange={(event) => onChange({ ticked: event.currentTarget.checked })}
        />
        <span>
          <b>{word}</b>
          {proposal !== undefined && <small> {proposal.count} ×</small>}
        </span>
      </label>
      <p className="where">
        {proposal !== undefined && (
          <>
            {proposal.before}
            <mark>{word}</mark>
            {proposal.after}
          </>
        )}
      </p>
      <select
        className="input"
        aria-label={`What ‘${word}’ is`}
        value={kind}
        disabled={known}
        onChange={(event) => onChange({ kind: event.currentTarget.value as PseudonymKind })}
      >
        {pseudonymKinds.map((one) => (
          <option key={one} value={one}>
            {capital(one)}
          </option>
        ))}
      </select>
      <input
        className="input"
        aria-label={`Instead of ‘${word}’`}
        value={replacement}
        maxLength={120}
        readOnly={known}
        title={known ? 'It stands so in other sources.' : undefined}
        onChange={(event) => onChange({ replacement: event.currentTarget.value })}
      />
    </li>
  );
}
