import { useState } from 'react';
import type { Edit } from '#contract/frameworkEdits';
import type { Element, FrameworkContent, Level, Sign } from '#contract/frameworkFile';
import { ChoiceField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useEdits } from './queries.ts';
import { levels } from './words.ts';

interface ElementDialogProps {
  workspace: string;
  framework: string;
  /** Null for a new one. */
  element: Element | null;
  content: FrameworkContent;
  onClose: () => void;
}

const none = '';
const levelChoices = [{ value: none, label: 'None' } as const, ...levels];
const signChoices: readonly { value: Sign; label: string }[] = [
  { value: '+', label: 'A strength' },
  { value: '-', label: 'A concern' },
];

/** What an element is called and where it acts; a new one is described in one pole first. */
export function ElementDialog({ workspace, framework, element, content, onClose }: ElementDialogProps) {
  const [name, setName] = useState(element?.name ?? '');
  const [level, setLevel] = useState<Level | typeof none>(element?.level ?? none);
  const [group, setGroup] = useState(element?.group ?? none);
  const [sign, setSign] = useState<Sign>('+');
  const [definition, setDefinition] = useState('');
  const edit = useEdits(workspace, framework, onClose);
  const groups = content.groups.map(({ key, name: called }) => ({ value: key, label: called }));
  const said = { name, level: level === none ? null : level, group: group === none ? null : group };
  const made: Edit =
    element === null
      ? {
          edit: 'add element',
          ...said,
          sign,
          meaning: { name, definition, include: '', exclude: '', example: null },
        }
      : { edit: 'element', element: element.key, ...said };
  return (
    <FormDialog
      title={element === null ? 'A new element' : element.name}
      action={element === null ? 'Add it' : 'Keep these words'}
      busy={edit.isPending}
      error={edit.error}
      onSubmit={() => edit.mutate([made])}
      onClose={onClose}
    >
      <WordsField label="Name" value={name} most={120} onChange={setName} />
      <ChoiceField label="Where it acts" choices={levelChoices} value={level} onChange={setLevel} />
      {groups.length > 0 && (
        <ChoiceField
          label="Group"
          choices={[{ value: none, label: 'None' }, ...groups]}
          value={group}
          onChange={setGroup}
        />
      )}
      {element === null && (
        <>
          <ChoiceField label="It is known as" choices={signChoices} value={sign} onChange={setSign} />
          <WordsField
            label="What it means"
            help="In a sentence. What counts and what does not can be added when it stands there."
            value={definition}
            most={600}
            onChange={setDefinition}
          />
        </>
      )}
    </FormDialog>
  );
}
