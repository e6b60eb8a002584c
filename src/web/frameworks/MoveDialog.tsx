import { useState } from 'react';
import { polesOf } from '#contract/frameworkSides';
import type { Code, FrameworkContent, Side } from '#contract/frameworkFile';
import { ChoiceField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useEdits } from './queries.ts';
import { signMark } from './words.ts';

interface MoveDialogProps {
  workspace: string;
  framework: string;
  code: Code;
  content: FrameworkContent;
  onClose: () => void;
}

/** Puts a code under another element or its other pole. */
export function MoveDialog({ workspace, framework, code, content, onClose }: MoveDialogProps) {
  const places = placesOf(content);
  const [place, setPlace] = useState(
    () => places.find(({ codes }) => codes.includes(code))?.value ?? places[0]?.value ?? '',
  );
  const edit = useEdits(workspace, framework, onClose);
  const chosen = places.find(({ value }) => value === place);
  return (
    <FormDialog
      title={`Move ‘${code.name}’`}
      action="Move it"
      busy={edit.isPending || chosen === undefined}
      error={edit.error}
      onSubmit={() => {
        if (chosen === undefined) return;
        const { element, sign } = chosen;
        edit.mutate([{ edit: 'move code', code: code.key, element, sign }]);
      }}
      onClose={onClose}
    >
      <ChoiceField label="It belongs to" choices={places} value={place} onChange={setPlace} />
    </FormDialog>
  );
}

interface Place {
  value: string;
  label: string;
  element: string;
  sign: Side;
  codes: readonly Code[];
}

const placesOf = ({ elements }: FrameworkContent): Place[] =>
  elements.flatMap((element) =>
    polesOf(element).map(({ side: sign, pole }) => {
      const { key } = element;
      const label = `${signMark[sign]} ${pole.name}`;
      return { value: `${key} ${sign}`, label, element: key, sign, codes: pole.codes };
    }),
  );
