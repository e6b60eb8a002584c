import type { Gives, GivenRole, NamedSchool } from '#contract/people';
import { roleWords } from '#contract/roleWords';
import type { Role } from '#contract/workspaces';
import { capital } from '#contract/words';
import { Field } from '../../ui/Field.tsx';
import { SchoolFinder } from './SchoolFinder.tsx';

/** A role while it is being chosen: of a school that may still be missing, or of the whole workspace. */
export interface Draft {
  key: number;
  role: Role | null;
  inSchool: boolean;
  school: NamedSchool | null;
}

export const emptyDraft = (key: number): Draft => ({ key, role: null, inSchool: false, school: null });

/** The roles, each once, when all are complete; null while one is not. */
export function chosen(drafts: readonly Draft[]): GivenRole[] | null {
  const roles = drafts.flatMap(({ role, inSchool, school }) =>
    role === null || (inSchool && school === null)
      ? []
      : [{ role, school: inSchool ? (school?.id ?? null) : null }],
  );
  if (roles.length < drafts.length) return null;
  return [...new Map(roles.map((one) => [`${one.role}/${one.school ?? ''}`, one])).values()];
}

interface RolePickerProps {
  workspace: string;
  gives: Gives;
  drafts: readonly Draft[];
  /** Somebody pressed the button while a choice was missing. */
  asked: boolean;
  onChange: (drafts: Draft[]) => void;
}

/** One or several roles, each with its school where it is held in one. */
export function RolePicker({ workspace, gives, drafts, asked, onChange }: RolePickerProps) {
  const set = (key: number, change: Partial<Draft>) =>
    onChange(drafts.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const next = Math.max(0, ...drafts.map((one) => one.key)) + 1;
  return (
    <div className="roles-chosen">
      {drafts.map((draft, i) => (
        <fieldset key={draft.key} className="role-chosen">
          <legend className="vh">{drafts.length === 1 ? 'Role' : `Role ${String(i + 1)}`}</legend>
          <RoleChoice draft={draft} gives={gives} asked={asked} onChange={(part) => set(draft.key, part)} />
          {draft.inSchool && (
            <SchoolFinder
              workspace={workspace}
              school={draft.school}
              error={asked && draft.school === null ? 'Choose the school.' : null}
              onSchool={(school) => set(draft.key, { school })}
            />
          )}
          {drafts.length > 1 && (
            <button
              type="button"
              className="linkish"
              onClick={() => onChange(drafts.filter((one) => one.key !== draft.key))}
            >
              Take this role away
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="linkish" onClick={() => onChange([...drafts, emptyDraft(next)])}>
        Another role as well
      </button>
    </div>
  );
}

interface RoleChoiceProps {
  draft: Draft;
  gives: Gives;
  asked: boolean;
  onChange: (change: Partial<Draft>) => void;
}

export function RoleChoice({ draft, gives, asked, onChange }: RoleChoiceProps) {
  const choices = [
    ...gives.inSchool.map((role) => ({ role, inSchool: true })),
    ...gives.whole.map((role) => ({ role, inSchool: false })),
  ];
  const valueOf = (one: { role: Role | null; inSchool: boolean }) =>
    one.role === null ? '' : `${one.role}/${one.inSchool ? 'school' : ''}`;
  return (
    <Field
      label="Role"
      help={draft.role === null ? 'What somebody sees follows from it.' : roleWords[draft.role]}
      error={asked && draft.role === null ? 'Choose a role.' : null}
    >
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={valueOf(draft)}
          onChange={(event) => {
            const choice = choices.find((one) => valueOf(one) === event.target.value);
            onChange(choice ?? { role: null, inSchool: false });
          }}
        >
          <option value="">Choose a role</option>
          <optgroup label="Of one school">
            {choices.filter((one) => one.inSchool).map(optionOf(valueOf))}
          </optgroup>
          {gives.whole.length > 0 && (
            <optgroup label="Of the whole workspace">
              {choices.filter((one) => !one.inSchool).map(optionOf(valueOf))}
            </optgroup>
          )}
        </select>
      )}
    </Field>
  );
}

const optionOf =
  (valueOf: (one: { role: Role; inSchool: boolean }) => string) =>
  (one: { role: Role; inSchool: boolean }) => (
    <option key={valueOf(one)} value={valueOf(one)}>
      {capital(one.role)}
      {one.role === 'viewer' ? (one.inSchool ? ' of one school' : ' of all schools') : ''}
    </option>
  );
