import { useState } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { inPlainNames, measureName } from '#contract/identificationWords';
import { oneGroupOf } from '#contract/groupingWords';
import { count, counted } from '#contract/words';
import { Progress } from '../../ui/Progress.tsx';
import { Scroll } from '../../ui/Scroll.tsx';
import type { ModelState, Modelled } from '../useModel.ts';
import { disagreements, type Disagreeing } from './disagreements.ts';
import { DisagreeTable } from './DisagreeTable.tsx';
import { EffectsFigure } from './EffectsFigure.tsx';
import { twoWay } from './twoWay.ts';

interface ModelSectionProps {
  workspace: string;
  frame: Frame;
  findings: Findings;
  model: ModelState;
  onModel: () => void;
}

/** Results adjusted for circumstances and chance, beside what the rule says, and where the two disagree. */
export function ModelSection({ workspace, frame, findings, model, onModel }: ModelSectionProps) {
  return (
    <section className="section more" id="model" aria-labelledby="model-title">
      <h2 id="model-title">What the model says</h2>
      {model.state === 'off' && (
        <>
          <p className="text">
            The rule takes every result as it stands. A model can hold each school against what its own
            circumstances let expect, and reckon with chance, of which small schools have more.
          </p>
          <p className="no-print">
            <button type="button" className="btn line" onClick={onModel}>
              Reckon with chance
            </button>
          </p>
        </>
      )}
      {model.state === 'lacking' && <p className="text">{model.words}</p>}
      {model.state === 'working' && <Working model={model} />}
      {model.state === 'told' && (
        <Told workspace={workspace} frame={frame} findings={findings} told={model} />
      )}
    </section>
  );
}

function Working({ model }: { model: Extract<ModelState, { state: 'working' }> }) {
  return (
    <div className="working">
      <p className="text">
        {model.of === 0 ? 'Fitting the model.' : `Drawing the results anew, ${count(model.of)} times.`}
      </p>
      <Progress done={model.done} total={model.of} label="Draws" />
    </div>
  );
}

interface ToldProps {
  workspace: string;
  frame: Frame;
  findings: Findings;
  told: Modelled;
}

function Told({ workspace, frame, findings, told }: ToldProps) {
  const { model, why } = told;
  const { fit, views } = model;
  const within = findings.grouping === null ? '' : `, within each ${oneGroupOf(findings.grouping)}`;
  const warnings = [...model.sampling.warnings, ...fit.warnings];
  return (
    <>
      <p className="text">
        {measureName(findings.measure)} of {counted(fit.n, 'school')}, explained by circumstances{within}.
        Each difference from what is expected is shrunk towards zero, the more so the more of it may be
        chance, and is clear where its 95% interval does not reach zero. Of a hundred schools that are as
        expected, up to five look clear by chance. {why}
      </p>
      {warnings.map(({ code, message }) => (
        <p className="note" key={code}>
          {inPlainNames(frame, message)}
        </p>
      ))}
      <EffectsFigure workspace={workspace} findings={findings} told={told} />
      <TwoWay findings={findings} told={told} />
      <p className="text">
        <Confirmed findings={findings} views={views} label="resilient" />{' '}
        <Confirmed findings={findings} views={views} label="struggling" />
      </p>
      <Disagreements frame={frame} findings={findings} told={told} />
    </>
  );
}

interface ConfirmedProps {
  findings: Findings;
  views: Modelled['model']['views'];
  label: 'resilient' | 'struggling';
}

function Confirmed({ findings, views, label }: ConfirmedProps) {
  const { labelled, confirmed, unknown } = views[label];
  if (labelled === 0) return null;
  const [kind, side, other] = label === 'resilient' ? [1, 1, 'worse'] : [2, -1, 'better'];
  const opposite = findings.result.kind.reduce(
    (sum, one, i) => sum + Number(one === kind && views.standing[i] === -side),
    0,
  );
  return (
    <>
      Of {counted(labelled, `${label} school`)} {count(confirmed)} {confirmed === 1 ? 'is' : 'are'} clearly{' '}
      {side === 1 ? 'better' : 'worse'} than expected
      {opposite > 0 && `, and ${count(opposite)} clearly ${other} than such hard circumstances let expect`}
      {unknown > 0 && `; of ${count(unknown)} the model says nothing`}.
    </>
  );
}

/** How many schools each view says what of. */
function TwoWay({ findings, told }: Pick<ToldProps, 'findings' | 'told'>) {
  const rows = twoWay(findings, told.model);
  return (
    <Scroll label="Rule and model">
      <table className="table snug two-way">
        <caption className="note">
          Schools by what the rule (rows) and the model (columns) say of them.
        </caption>
        <thead>
          <tr>
            <th scope="col">The rule</th>
            <th scope="col" className="n">
              Clearly better than expected
            </th>
            <th scope="col" className="n">
              As expected, or not clear
            </th>
            <th scope="col" className="n">
              Clearly worse than expected
            </th>
            <th scope="col" className="n">
              Not in the model
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, better, unclear, worse, without }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[better, unclear, worse, without].map((number, i) => (
                <td className="n" key={i}>
                  {count(number)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The schools of which the two views disagree, one list at a time. */
function Disagreements({ frame, findings, told }: Omit<ToldProps, 'workspace'>) {
  const lists = disagreements(findings, told.model);
  const filled = lists.filter(({ schools }) => schools.length > 0);
  const [picked, setPicked] = useState<string | null>(null);
  const list: Disagreeing | undefined = filled.find(({ key }) => key === picked) ?? filled[0];
  if (list === undefined) return <p className="text">Rule and model agree on every school.</p>;
  return (
    <>
      <h3>Where they disagree, and why</h3>
      <label className="field disagree-list no-print">
        <span className="label">Schools</span>
        <select className="input" value={list.key} onChange={(event) => setPicked(event.target.value)}>
          {filled.map(({ key, label, schools }) => (
            <option key={key} value={key}>
              {label} ({count(schools.length)})
            </option>
          ))}
        </select>
      </label>
      <DisagreeTable key={list.key} frame={frame} findings={findings} told={told} list={list} />
    </>
  );
}
