import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { urlOf } from '#contract/client';
import type { Study } from '#contract/studies';
import { studyMethod, studyPackage, studyWord } from '#contract/studyFiles';
import { methodParagraph } from '#contract/studyMethodWords';
import { factsOf } from '#contract/studyWords';
import { wordsOf } from '../ui/Problem.tsx';
import { saveFile } from '../ui/saveFile.ts';
import type { Naming } from './SchoolName.tsx';

interface MethodPartProps {
  workspace: string;
  study: Study;
  by: Naming['by'];
}

/** The paragraph for a method section, and what it takes to repeat everything. */
export function MethodPart({ workspace, study, by }: MethodPartProps) {
  const [said, setSaid] = useState('');
  const paragraph = methodParagraph(factsOf(study));
  const one = { workspace, study: study.id };
  // Refused where the data have changed since: a link would give no file and no reason.
  const repeat = useMutation({ mutationFn: () => saveFile(urlOf(studyPackage, { ...one, by })) });
  const copy = () => {
    navigator.clipboard.writeText(paragraph).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser does not let this page copy. Mark the paragraph and copy it by hand.'),
    );
  };
  return (
    <div>
      <h2>For your method section</h2>
      <div className="para">
        <p>{paragraph}</p>
      </div>
      <div className="acts no-print">
        <button type="button" className="btn line small" onClick={copy}>
          Copy the paragraph
        </button>
        <a className="btn line small" href={urlOf(studyWord, one)} download>
          Word
        </a>
        <a className="btn line small" href={urlOf(studyMethod, one)} download>
          Plain text
        </a>
        <button
          type="button"
          className="linkish small"
          disabled={repeat.isPending}
          onClick={() => repeat.mutate()}
        >
          Data and settings, to repeat it in R
        </button>
      </div>
      <output className="note">{said}</output>
      {repeat.error !== null && (
        <p className="err" role="alert">
          {wordsOf(repeat.error).detail}
        </p>
      )}
    </div>
  );
}
