import { useState } from 'react';
import { call } from '#contract/client';
import { changeGroup, removeGrouping, renameGrouping } from '#contract/groupings';
import type { SchoolList } from '#contract/schools';
import { count, counted } from '#contract/words';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { NameDialog } from '../ui/NameDialog.tsx';
import { choiceOf, useAct } from './queries.ts';

type Grouping = SchoolList['groupings'][number];

interface GroupingsProps {
  workspace: string;
  groupings: readonly Grouping[];
  mayChange: boolean;
  /** The group that is looked at; empty for all. */
  group: string;
  onGroup: (group: string) => void;
}

/** Of a grouping, or of one of its groups. */
interface Asked {
  act: 'rename' | 'remove';
  grouping: Grouping;
  name: string | null;
}

/** The groups that schools belong to, to look at and, where they were made here, to change. */
export function Groupings({ workspace, groupings, mayChange, group, onGroup }: GroupingsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  // A grouping whose groups are all of other schools says nothing to whoever sees their own.
  const shown = groupings
    .filter(({ groups }) => groups.length > 0)
    .toSorted((a, b) => Number(b.own) - Number(a.own));
  return (
    <aside className="side groupings" aria-label="Groups of schools">
      {shown.map((grouping) => (
        <section key={grouping.id} className={grouping.own ? 'own' : undefined}>
          <h3>{grouping.label}</h3>
          <p className="note">
            {grouping.own ? 'Made here' : 'From files'}
            {grouping.own && mayChange && (
              <span className="no-print">
                {' · '}
                <Acts what={grouping.label} onAct={(act) => setAsked({ act, grouping, name: null })} />
              </span>
            )}
          </p>
          <Groups
            grouping={grouping}
            group={group}
            onGroup={onGroup}
            onAct={grouping.own && mayChange ? (act, name) => setAsked({ act, grouping, name }) : null}
          />
        </section>
      ))}
      {mayChange && !groupings.some(({ own }) => own) && (
        <section className="no-print">
          <h3>Groups of your own</h3>
          <p>
            Choose schools in the list and put them into a group: a cluster of neighbours, a trial and its
            comparison. The question of Identify can then be asked within them.
          </p>
        </section>
      )}
      {asked !== null && <Change workspace={workspace} asked={asked} onClose={() => setAsked(null)} />}
    </aside>
  );
}

/** A grouping of hundreds, such as authorities, shows its first ones; all of them stand in the choice above the table. */
const groupsShown = 8;

interface GroupsProps extends Pick<GroupingsProps, 'group' | 'onGroup'> {
  grouping: Grouping;
  /** Null where they may not be changed. */
  onAct: ((act: Asked['act'], name: string) => void) | null;
}

function Groups({ grouping, group, onGroup, onAct }: GroupsProps) {
  const [all, setAll] = useState(false);
  const { key, groups } = grouping;
  return (
    <>
      <ul>
        {groups.slice(0, all ? undefined : groupsShown).map(({ name, schools }) => {
          const choice = choiceOf(key, name);
          const on = group === choice;
          return (
            <li key={name} className={on ? 'on' : undefined}>
              <button
                type="button"
                className="linkish named"
                aria-pressed={on}
                onClick={() => onGroup(on ? '' : choice)}
              >
                {name}
              </button>
              <span className="num">{count(schools)}</span>
              {onAct !== null && (
                <span className="acts-of no-print">
                  <Acts what={name} onAct={(act) => onAct(act, name)} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {groups.length > groupsShown && (
        <button type="button" className="linkish note" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${count(groups.length)}`}
          <span className="vh"> of {grouping.label}</span>
        </button>
      )}
    </>
  );
}

function Acts({ what, onAct }: { what: string; onAct: (act: Asked['act']) => void }) {
  return (
    <>
      <button type="button" className="linkish" aria-label={`Rename ${what}`} onClick={() => onAct('rename')}>
        Rename
      </button>
      <button type="button" className="linkish" aria-label={`Remove ${what}`} onClick={() => onAct('remove')}>
        Remove
      </button>
    </>
  );
}

function Change({ workspace, asked, onClose }: { workspace: string; asked: Asked; onClose: () => void }) {
  const { act, grouping, name } = asked;
  const input = { workspace, grouping: grouping.id };
  const change = useAct(
    workspace,
    (to: string | null): Promise<unknown> => {
      if (name !== null) return call(connection, changeGroup, { ...input, name, to });
      if (to !== null) return call(connection, renameGrouping, { ...input, label: to });
      return call(connection, removeGrouping, input);
    },
    onClose,
  );
  const what = name ?? grouping.label;
  const schools = grouping.groups
    .filter((one) => name === null || one.name === name)
    .reduce((sum, one) => sum + one.schools, 0);
  if (act === 'rename') {
    return (
      <NameDialog
        title={`Rename ‘${what}’`}
        why={
          name === null
            ? 'Addresses that were kept with the old name do not find it any more.'
            : 'Under the name of another group of this grouping, the two become one.'
        }
        label={name === null ? 'Name of the grouping' : 'Name of the group'}
        initial={what}
        action="Rename it"
        busy={change.isPending}
        error={change.error}
        onName={(to) => change.mutate(to)}
        onClose={onClose}
      />
    );
  }
  return (
    <AskFirst
      title={`Remove ‘${what}’?`}
      action={name === null ? 'Remove the grouping' : 'Remove the group'}
      busy={change.isPending}
      error={change.error}
      onDo={() => change.mutate(null)}
      onClose={onClose}
    >
      <p className="quiet">
        {name === null
          ? `The grouping goes, with ${counted(grouping.groups.length, 'group')}. Its ${counted(schools, 'school')} stay in the workspace.`
          : `Its ${counted(schools, 'school')} stay in the workspace, in no group of ${grouping.label}.`}
      </p>
    </AskFirst>
  );
}
