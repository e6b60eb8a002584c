import { useId, useMemo, useState } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { counted } from '#contract/words';
import { useAfterPaint } from '../ui/hooks.ts';

export interface LeftOut {
  school: string;
  name: string;
  why: string;
}

interface LeaveOutProps {
  frame: Frame;
  findings: Findings;
  leftOut: readonly LeftOut[];
  onLeftOut: (leftOut: readonly LeftOut[]) => void;
}

/**
 * Schools taken out by hand before the draw, each with a reason that is kept with the study. Among thousands of schools
 * the list to choose from is thousands of lines, so there is none before it is opened.
 */
export function LeaveOut(props: LeaveOutProps) {
  const [opened, setOpened] = useState(false);
  const { length } = props.leftOut;
  return (
    <details className="leave-out" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>{length === 0 ? 'Leave a school out' : `${counted(length, 'school')} left out`}</summary>
      {opened && <Choice {...props} />}
    </details>
  );
}

function Choice({ frame, findings, leftOut, onLeftOut }: LeaveOutProps) {
  const [written, setWritten] = useState('');
  const [why, setWhy] = useState('');
  const [fault, setFault] = useState('');
  const list = useId();
  // While it is open the page's answer comes first, and then these lines.
  const painted = useAfterPaint(findings);
  const drawable = useMemo(() => drawableOf(frame, painted), [frame, painted]);
  const add = () => {
    const school = drawable.get(written.trim());
    if (school === undefined) return setFault('Choose a school of the two kinds from the list.');
    if (why.trim() === '')
      return setFault('Say why this school is left out; the reason is kept with the study.');
    setFault('');
    setWritten('');
    setWhy('');
    return onLeftOut([
      ...leftOut.filter((one) => one.school !== school),
      { school, name: written.trim(), why: why.trim() },
    ]);
  };
  return (
    <>
      <p className="note">
        Before the draw, with a reason: one that closes, say, or one you work with already.
      </p>
      <label className="field">
        <span className="label">School</span>
        <input
          className="input"
          list={list}
          value={written}
          autoComplete="off"
          onChange={(event) => setWritten(event.target.value)}
        />
      </label>
      <datalist id={list}>
        {[...drawable.keys()].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <label className="field">
        <span className="label">Reason</span>
        <input
          className="input"
          value={why}
          maxLength={500}
          onChange={(event) => setWhy(event.target.value)}
        />
      </label>
      {fault !== '' && (
        <p className="err" role="alert">
          {fault}
        </p>
      )}
      <button type="button" className="btn line small" onClick={add}>
        Leave it out
      </button>
      <ul>
        {leftOut.map((one) => (
          <li key={one.school} className="note">
            {one.name}: {one.why}{' '}
            <button
              type="button"
              className="linkish"
              onClick={() => onLeftOut(leftOut.filter(({ school }) => school !== one.school))}
            >
              Put back<span className="vh"> {one.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Names with references, because two schools may have the same name. */
function drawableOf(frame: Frame, { result, code, shown }: Findings): Map<string, string> {
  const { id, name, reference } = frame.schools;
  const found = new Map<string, string>();
  for (const [i, school] of id.entries()) {
    if (result.kind[i] === 0 || shown[code[i] ?? -1] !== true) continue;
    found.set(`${name[i] ?? ''} (${reference[i] ?? ''})`, school);
  }
  return found;
}
