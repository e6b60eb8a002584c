import { Fragment, useState } from 'react';
import type { Crosswalk, FrameworkContent } from '#contract/frameworkFile';
import { capital } from '#contract/words';
import { Mark } from '../ui/Mark.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { levels } from './words.ts';
import './crosswalk.css';

interface CrosswalkTableProps {
  content: FrameworkContent;
  crosswalk: Crosswalk;
  /** Where the table is downloaded; null for one that was not taken into the workspace. */
  download: string | null;
  onElement: (key: string) => void;
}

type CrossMark = Crosswalk['marks'][number];

/** Which models of research name which element, by the level at which it acts. A mark opens the passage it rests on. */
export function CrosswalkTable({ content, crosswalk, download, onElement }: CrosswalkTableProps) {
  const [read, setRead] = useState<string | null>(null);
  const { key, title, about, models, marks } = crosswalk;
  const named = new Set(marks.map(({ element }) => element));
  const elements = content.elements.filter((one) => named.has(one.key));
  return (
    <section className="section" aria-labelledby={`crosswalk-${key}`}>
      <div className="tabhead">
        <div>
          <h2 id={`crosswalk-${key}`}>{title}</h2>
          <p className="note">
            {about} <Mark kind="disc" /> named as a strength <Mark kind="diamond" /> named as a failing. A
            mark opens what the model says.
          </p>
        </div>
        {download !== null && (
          <a className="btn line small no-print" href={download} download>
            Download table
          </a>
        )}
      </div>
      <Scroll label={`Table: ${title}`}>
        <table className="table crosswalk">
          <thead>
            <tr>
              <th scope="col">Level</th>
              <th scope="col">Element</th>
              {models.map((model) => (
                <th scope="col" key={model.key}>
                  {model.name}
                </th>
              ))}
            </tr>
          </thead>
          {[...levels, { value: null, label: 'No level' }].map(({ value, label }) => {
            const rows = elements.filter(({ level }) => level === value);
            if (rows.length === 0) return null;
            const opened = rows.some((one) => one.key === read) ? 1 : 0;
            return (
              <tbody key={label}>
                {rows.map((element, i) => (
                  <Fragment key={element.key}>
                    <tr>
                      {i === 0 && (
                        <th scope="rowgroup" rowSpan={rows.length + opened}>
                          {label}
                        </th>
                      )}
                      <th scope="row">
                        <button
                          type="button"
                          className="linkish named"
                          onClick={() => onElement(element.key)}
                        >
                          {element.name}
                        </button>
                      </th>
                      {models.map((model) => (
                        <td key={model.key}>
                          <Marks
                            marks={marks.filter(
                              (mark) => mark.element === element.key && mark.model === model.key,
                            )}
                            open={read === element.key}
                            onRead={() => setRead(read === element.key ? null : element.key)}
                          />
                        </td>
                      ))}
                    </tr>
                    {read === element.key && (
                      <Passages
                        content={content}
                        crosswalk={crosswalk}
                        marks={marks.filter((mark) => mark.element === element.key)}
                      />
                    )}
                  </Fragment>
                ))}
              </tbody>
            );
          })}
        </table>
      </Scroll>
      <p className="note under">
        An empty place means that the model does not name the element, not that it denies it.
      </p>
    </section>
  );
}

interface MarksProps {
  marks: readonly CrossMark[];
  open: boolean;
  onRead: () => void;
}

function Marks({ marks, open, onRead }: MarksProps) {
  if (marks.length === 0) return <span className="vh">not named</span>;
  const signs = (['-', '+'] as const).filter((sign) => marks.some((mark) => mark.sign === sign));
  const words = signs.map((sign) => (sign === '+' ? 'a strength' : 'a failing')).join(' and ');
  return (
    <button
      type="button"
      className="marks"
      aria-expanded={open}
      aria-label={`named as ${words}: what the model says`}
      onClick={onRead}
    >
      {signs.map((sign) => (
        <Mark key={sign} kind={sign === '+' ? 'disc' : 'diamond'} />
      ))}
    </button>
  );
}

interface PassagesProps {
  content: FrameworkContent;
  crosswalk: Crosswalk;
  marks: readonly CrossMark[];
}

function Passages({ content, crosswalk: { models }, marks }: PassagesProps) {
  return (
    <tr className="passages">
      <td colSpan={models.length + 1}>
        <dl>
          {models
            .filter(({ key }) => marks.some((mark) => mark.model === key))
            .map(({ key, name, source }) => (
              <div key={key}>
                <dt>{name}</dt>
                {marks
                  .filter((mark) => mark.model === key)
                  .map((mark) => (
                    <dd key={`${mark.sign} ${mark.says}`}>
                      <Mark kind={mark.sign === '+' ? 'disc' : 'diamond'} label={signName(mark)} />{' '}
                      {capital(mark.says)}{' '}
                      <span className="note">
                        {content.sources.find((one) => one.key === source)?.citation}
                        {mark.place === '' ? '' : `, ${mark.place}`}
                      </span>
                    </dd>
                  ))}
              </div>
            ))}
        </dl>
      </td>
    </tr>
  );
}

const signName = ({ sign }: CrossMark) => (sign === '+' ? 'A strength:' : 'A failing:');
