import { useState } from 'react';
import { urlOf } from '#contract/client';
import type { Study } from '#contract/studies';
import { studyMethod, studyPackage, studyWord } from '#contract/studyFiles';
import { factsOf, methodParagraph } from '#contract/studyWords';
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
        <a className="small" href={urlOf(studyPackage, { ...one, by })} download>
          Data and settings, to repeat it in R
        </a>
      </div>
      <output className="note">{said}</output>
    </div>
  );
}
