import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { compareStudy, type Study, type StudyComparison } from '#contract/studies';
import { ruleWords } from '#contract/studyMethodWords';
import { coverageWords, factsOf, settingWords } from '#contract/studyWords';
import { capital, counted, inWords, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { frameWords } from './frameWords.ts';
import { studyQuery } from './queries.ts';
import type { Naming } from './SchoolName.tsx';

interface ExactlyProps {
  workspace: string;
  study: Study;
  /** Whether the reader may draw here. */
  draws: boolean;
  by: Naming['by'];
}

/** Everything that it takes to draw the same schools again. */
export function Exactly({ workspace, study, draws, by }: ExactlyProps) {
  const { found } = study;
  const facts = factsOf(study);
  const rule = ruleWords(found).join('; ');
  return (
    <section className="cta" aria-labelledby="exactly-title">
      <h3 id="exactly-title">The draw, exactly</h3>
      <dl className="exactly">
        <div>
          <dt>Seed</dt>
          <dd className="num">{study.seed}</dd>
        </div>
        <div>
          <dt>Data</dt>
          <dd>
            {filesWords(found.files)}
            <span className="mono">{study.dataDigest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</span>
          </dd>
        </div>
        <div>
          <dt>Frame</dt>
          <dd>{frameWords(study)}</dd>
        </div>
        <div>
          <dt>Coverage</dt>
          <dd>{capital(coverageWords(found))}. The kinds are told among the schools covered.</dd>
        </div>
        <div>
          <dt>Setting</dt>
          <dd>{settingWords(facts)}</dd>
        </div>
        {rule !== '' && (
          <div>
            <dt>Rule</dt>
            <dd>{capital(rule)}</dd>
          </div>
        )}
        <div>
          <dt>Program</dt>
          <dd>
            Reedbed {study.programVersion}, generator {found.generator}
          </dd>
        </div>
      </dl>
      {draws ? (
        <Compare workspace={workspace} study={study} by={by} />
      ) : (
        study.comparedAt !== null && <p className="note">{lastWords(study)}</p>
      )}
    </section>
  );
}

function filesWords(files: Study['found']['files']): string {
  const last = files.at(-1);
  if (last === undefined) return '';
  const titles =
    files.length > 3
      ? `${counted(files.length, 'file')}, the last ${last.title}`
      : listed(files.map(({ title }) => title));
  return `${titles}, as brought ${files.length > 1 ? 'up to ' : 'on '}${dayOf(last.at)} `;
}

function lastWords({ comparedAt, comparedSame, drawn }: Study): string {
  if (comparedAt === null) return '';
  const schools = inWords(drawn.resilient + drawn.struggling);
  return `Last compared ${dayOf(comparedAt)}: ${comparedSame === true ? `the same ${schools}` : 'other schools'}.`;
}

function Compare({ workspace, study, by }: Omit<ExactlyProps, 'draws'>) {
  const client = useQueryClient();
  const compare = useMutation({
    mutationFn: () => call(connection, compareStudy, { workspace, study: study.id }),
    onSuccess: (answer) => client.setQueryData(studyQuery(workspace, study.id).queryKey, answer.study),
  });
  return (
    <>
      <button type="button" className="btn" disabled={compare.isPending} onClick={() => compare.mutate()}>
        Draw again and compare
      </button>
      <output className="compared">
        {compare.isPending && <p className="note">Drawing again from the data of today.</p>}
        {compare.data !== undefined && (
          <Compared study={study} comparison={compare.data.comparison} by={by} />
        )}
      </output>
      {compare.error !== null && (
        <p className="err" role="alert">
          {wordsOf(compare.error).detail}
        </p>
      )}
      {compare.data === undefined && study.comparedAt !== null && <p className="note">{lastWords(study)}</p>}
    </>
  );
}

/** Same or not, and what has changed since. */
function Compared({
  study,
  comparison,
  by,
}: {
  study: Study;
  comparison: StudyComparison;
  by: Naming['by'];
}) {
  const { same, sameOrder, gone, come, refusal } = comparison;
  const schools = inWords(study.drawn.resilient + study.drawn.struggling);
  return (
    <>
      <p>
        <b>
          {same ? `The same ${schools}.` : refusal === null ? 'Other schools.' : 'Nothing could be drawn.'}
        </b>{' '}
        {same && !sameOrder && 'Those who stand in come in another order. '}
        {refusal}
      </p>
      {!same && refusal === null && (
        <p>{by === 'names' ? <Changed gone={gone} come={come} /> : countWords(gone.length, come.length)}</p>
      )}
      <p className="note">{whyWords(comparison, study)} What this page shows stays as it was drawn.</p>
    </>
  );
}

/** By name on the screen only; paper has letters, which schools that were never in the study have not. */
function Changed({ gone, come }: Pick<StudyComparison, 'gone' | 'come'>) {
  return (
    <>
      <span className="on-screen">
        {gone.length > 0 && <>No longer drawn: {listed(gone)}. </>}
        {come.length > 0 && <>Drawn instead: {listed(come)}. </>}
      </span>
      <span className="on-paper">{countWords(gone.length, come.length)}</span>
    </>
  );
}

const countWords = (gone: number, come: number) =>
  `${counted(gone, 'school')} no longer drawn, ${counted(come, 'school')} drawn instead.`;

function whyWords({ same, sameData, sameVersion, version, refusal }: StudyComparison, study: Study): string {
  const program = sameVersion ? 'the same program' : `Reedbed ${version} in place of ${study.programVersion}`;
  if (refusal !== null) return 'The data that the question needs have changed since.';
  if (!sameData) return `The data have changed since then; drawn with ${program}.`;
  if (same || !sameVersion) return `The same data, ${program}.`;
  return 'The same data and program: the reference of a school has changed since.';
}
