import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { call } from '#contract/client';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { drawStudy, greatestSeed, mostPerGroup, type Study } from '#contract/studies';
import { groupNoun, groupNouns } from '#contract/groupingWords';
import { count, counted, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useRested, useStable } from '../ui/hooks.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { wholeNumber } from '../ui/search.ts';
import { drawnLine } from './drawnLine.ts';
import { LeaveOut, type LeftOut } from './LeaveOut.tsx';
import { previewQuery, studiesQuery, studyQuery } from './queries.ts';
import './studies.css';

interface DrawPanelProps {
  workspace: string;
  frame: Frame;
  findings: Findings;
  /** Whether the draw is the page's next step. */
  primary: boolean;
  studies: ReactNode;
  onDrawn: (study: string) => void;
}

const designs: readonly { design: Study['design']; words: string; note: string }[] = [
  { design: 'both kinds together', words: 'Both kinds together', note: 'chance says how many of each' },
  { design: 'each kind', words: 'Each kind', note: 'so many of each, if there are enough' },
  { design: 'matched pairs', words: 'Matched pairs', note: 'each with the nearest in circumstances' },
];
const restMilliseconds = 300;

/** Schools to study, by lot: nobody chooses them, and anybody can draw them again. */
export function DrawPanel({ workspace, frame, findings, primary, studies, onDrawn }: DrawPanelProps) {
  const [design, setDesign] = useState<Study['design']>('both kinds together');
  const [number, setNumber] = useState('3');
  const [seed, setSeed] = useState(() => String(new Date().getFullYear()));
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const typed = readTyped(number, seed);
  const asked = {
    workspace,
    settings: findings.chosen,
    only: findings.shown.every(Boolean) ? null : shownNames(findings),
    design,
    perGroup: typed?.perGroup ?? 1,
    seed: typed?.seed ?? 0,
    leaveOut: leftOut.map(({ school, why }) => ({ school, why })),
  };
  const wanted = useStable(asked);
  const preview = useQuery({
    ...previewQuery(useRested(wanted, restMilliseconds)),
    enabled: typed !== null && findings.tally.resilient + findings.tally.struggling > 0,
  });
  const draw = useDraw(onDrawn);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed !== null) draw.mutate(asked);
  };
  const schools = typed === null || preview.isError ? 0 : (preview.data?.schools ?? 0);
  return (
    <section className="draw no-print" aria-labelledby="draw-title">
      <h3 id="draw-title">Choose schools to study</h3>
      <form onSubmit={submit} noValidate>
        <details className="fold how-drawn">
          <summary>
            <span>
              By lot: {drawnLine({ design, number, seed, grouping: findings.grouping, left: leftOut.length })}
            </span>
            <i>Choose how</i>
          </summary>
          <p className="note">
            Drawn by lot within each group, so nobody hand-picks. The same seed always gives the same schools.
          </p>
          <Designs design={design} onDesign={setDesign} />
          <div className="pair">
            <Number_
              label={numberLabel(design, findings.grouping)}
              value={number}
              onChange={setNumber}
              max={mostPerGroup}
            />
            <Number_ label="Seed" value={seed} onChange={setSeed} max={greatestSeed} />
          </div>
          <LeaveOut frame={frame} findings={findings} leftOut={leftOut} onLeftOut={setLeftOut} />
        </details>
        {typed === null && (
          <p className="err" role="alert">
            Write whole numbers: at least 1 and at most 1,000, and a seed from 0 to 4,294,967,295.
          </p>
        )}
        {[preview.error, draw.error].map(
          (error, i) =>
            error !== null && (
              <p className="err" role="alert" key={i === 0 ? 'preview' : 'draw'}>
                {wordsOf(error).detail}
              </p>
            ),
        )}
        <p className="note shortfall" aria-live="polite">
          {shortfall(preview.data?.groups ?? [], findings.grouping)}
        </p>
        <button
          type="submit"
          className={primary ? 'btn' : 'btn line'}
          disabled={schools === 0 || draw.isPending}
        >
          {schools === 0 ? 'Draw schools' : `Draw ${counted(schools, 'school')}`}
        </button>
      </form>
      <p className="note under">{studies}</p>
    </section>
  );
}

function useDraw(onDrawn: (study: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: Parameters<typeof previewQuery>[0]) => call(connection, drawStudy, asked),
    onSuccess: (study, { workspace }) => {
      client.setQueryData(studyQuery(workspace, study.id).queryKey, study);
      void client.invalidateQueries({ queryKey: studiesQuery(workspace).queryKey });
      onDrawn(study.id);
    },
  });
}

function readTyped(number: string, seed: string): { perGroup: number; seed: number } | null {
  const perGroup = wholeNumber(number, 1, mostPerGroup);
  const from = wholeNumber(seed, 0, greatestSeed);
  return perGroup === undefined || from === undefined ? null : { perGroup, seed: from };
}

const shownNames = ({ groups, shown }: Findings) =>
  groups.filter((_, g) => shown[g] === true).map(({ group }) => group);

function numberLabel(design: Study['design'], grouping: string | null): string {
  const from = grouping === null ? '' : ` from each ${groupNoun(grouping)}`;
  if (design === 'matched pairs') return `Pairs${from}`;
  if (design === 'each kind') return `Of each kind${from}`;
  return grouping === null ? 'Schools' : `From each ${groupNoun(grouping)}`;
}

/** Groups where there are fewer than were asked for. */
function shortfall(
  groups: readonly { name: string; schools: number; wanted: number }[],
  grouping: string | null,
): string {
  const few = groups.filter(({ schools, wanted }) => schools < wanted);
  if (few.length === 0) return '';
  if (few.length > 3)
    return `${count(few.length)} ${groupNouns(grouping ?? 'group')} have fewer: there all are taken.`;
  const named = few.map(({ name, schools }) =>
    name === '' ? String(schools) : `${name} (${String(schools)})`,
  );
  return `There are fewer than that: ${listed(named)}. All of them are taken.`;
}

function Designs({
  design,
  onDesign,
}: {
  design: Study['design'];
  onDesign: (design: Study['design']) => void;
}) {
  return (
    <fieldset className="designs">
      <legend className="vh">How they are drawn</legend>
      {designs.map((one) => (
        <label className="tick" key={one.design}>
          <input
            type="radio"
            name="design"
            checked={design === one.design}
            onChange={() => onDesign(one.design)}
          />
          <span>
            {one.words} <span className="quietly">{one.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface NumberProps {
  label: string;
  value: string;
  max: number;
  onChange: (value: string) => void;
}

function Number_({ label, value, max, onChange }: NumberProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input
        className="input num"
        inputMode="numeric"
        maxLength={String(max).length}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </label>
  );
}
