import type { DryRunReport, unknownSchools } from '#contract/imports';
import { count, counted } from '#contract/words';
import type { z } from 'zod';

export interface UnknownChoice {
  /** Whether the file brings schools that are not here, and others are. */
  asked: boolean;
  chosen: z.output<typeof unknownSchools> | null;
  onChoose: (chosen: z.output<typeof unknownSchools>) => void;
}

/** A national file brings schools that are none of the network's: which are taken is for a person to say. */
export function UnknownSchools({ report, choice }: { report: DryRunReport; choice: UnknownChoice }) {
  const { schools } = report;
  const all = schools.new + schools.known + schools.leftOut;
  const here = all - schools.unknown;
  return (
    <fieldset className="unknown" aria-describedby="unknown-note">
      <legend>{counted(schools.unknown, 'school is', 'schools are')} not here yet. Which are taken?</legend>
      <Option
        {...choice}
        value="leave out"
        words={
          here === 0 ? 'Only those that are here: none' : `Only the ${count(here)} that belong here already`
        }
      />
      <Option {...choice} value="add" words={`All ${count(all)}, which then belong to this workspace`} />
      <p className="note" id="unknown-note">
        A school that followed one of yours under another reference belongs here.
      </p>
    </fieldset>
  );
}

function Option({
  value,
  words,
  chosen,
  onChoose,
}: UnknownChoice & { value: z.output<typeof unknownSchools>; words: string }) {
  return (
    <label className="tick">
      <input
        className="radio"
        type="radio"
        name="unknown-schools"
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />
      <span>{words}</span>
    </label>
  );
}
