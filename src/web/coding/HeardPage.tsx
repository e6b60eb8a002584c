import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call, urlOf } from '#contract/client';
import {
  chooseExemplar,
  heardTable,
  heardTitles,
  heardWord,
  roleWords,
  type Group,
  type Quote,
} from '#contract/heard';
import { methodStatement } from '#contract/heardMethod';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { useActOn } from '../ui/useActOn.ts';
import type { Concluding } from './concluding.ts';
import { frameworksQuery, heardQuery } from './queries.ts';
import './heard.css';

interface HeardPageProps {
  workspace: string;
  /** The framework that is shown; null for the first there is. */
  framework: string | null;
  onFramework: (framework: string) => void;
  sourcesLink: ReactNode;
  placeLink: (quote: Quote, words: string) => ReactNode;
  conclude: Concluding;
}

/** What was heard of each element, with words that stand for it, and how it was coded. */
export function HeardPage(props: HeardPageProps) {
  const { workspace, sourcesLink, onFramework } = props;
  const { data, isError, error, refetch } = useQuery(frameworksQuery(workspace));
  useTitle('Elements heard');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  const frameworks = (data?.frameworks ?? []).filter(({ latest }) => latest !== null);
  const framework = frameworks.find(({ id }) => id === props.framework) ?? frameworks[0];
  return (
    <>
      <div className="opening">
        <p className="kick">{sourcesLink} · Elements heard</p>
        <h1>What was heard</h1>
        {frameworks.length > 1 && (
          <label className="heard-which no-print">
            <span className="vh">Framework</span>
            <select
              className="input"
              value={framework?.id}
              onChange={(event) => onFramework(event.currentTarget.value)}
            >
              {frameworks.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {data !== undefined && framework === undefined && (
        <div className="empty">
          <p className="lede">There is no framework yet.</p>
          <p className="quiet">
            Take one under Frameworks, or begin your own: what is heard is told in its words.
          </p>
        </div>
      )}
      {framework !== undefined && <Heard key={framework.id} {...props} framework={framework.id} />}
    </>
  );
}

function Heard({ workspace, framework, placeLink, conclude }: HeardPageProps & { framework: string }) {
  const query = heardQuery(workspace, framework);
  const { data, isError, error, refetch } = useQuery(query);
  const choose = useActOn(query.queryKey, ({ evidence, chosen }: Pick<Quote, 'evidence' | 'chosen'>) =>
    call(connection, chooseExemplar, { workspace, evidence, chosen }),
  );
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  const heard = data.groups.filter(({ quotations }) => quotations > 0);
  const silent = data.groups.filter(({ quotations }) => quotations === 0);
  if (heard.length === 0)
    return (
      <div className="empty">
        <p className="lede">Nothing was coded in this framework yet.</p>
        <p className="quiet">Open a source and code its words: they are counted here at once.</p>
      </div>
    );
  return (
    <>
      <div className="section first">
        <p className="heard-bar no-print">
          <a className="btn small" href={urlOf(heardWord, { workspace, framework })} download>
            For Word
          </a>
          <a className="btn line small" href={urlOf(heardTable, { workspace, framework })} download>
            Download table
          </a>
        </p>
        {choose.error !== null && (
          <p className="err" role="alert">
            {wordsOf(choose.error).detail}
          </p>
        )}
        {heardTitles.map(({ pole, title }) => (
          <Pole
            key={pole}
            title={title}
            groups={heard.filter((group) => group.pole === pole)}
            pending={choose.isPending ? choose.variables : null}
            placeLink={placeLink}
            conclude={conclude}
            onChoose={(quote) => choose.mutate({ evidence: quote.evidence, chosen: !quote.chosen })}
          />
        ))}
        {silent.length > 0 && <p className="note">Not heard: {silent.map(({ name }) => name).join('; ')}.</p>}
      </div>
      <section className="section prose" aria-labelledby="method-title">
        <h2 id="method-title">How it was coded</h2>
        {methodStatement(data.facts).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
    </>
  );
}

interface PoleProps {
  title: string;
  groups: readonly Group[];
  /** What is being chosen, shown before the server has answered. */
  pending: Pick<Quote, 'evidence' | 'chosen'> | null;
  placeLink: HeardPageProps['placeLink'];
  conclude: Concluding;
  onChoose: (quote: Quote) => void;
}

function Pole({ title, groups, ...rest }: PoleProps) {
  if (groups.length === 0) return null;
  return (
    <section className="heard" aria-label={title}>
      <h2>{title}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Element</th>
            <th scope="col" className="n">
              Codes
            </th>
            <th scope="col" className="n">
              Quotations
            </th>
            <th scope="col">Quotes</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.element} ${group.pole}`}>
              <th scope="row">
                {group.name}
                <small>
                  {counted(group.sources, 'source')}
                  {group.schools > 0 && `, ${counted(group.schools, 'school')}`}
                </small>
              </th>
              <td className="n">
                {group.codesUsed}
                <small> of {group.codes}</small>
              </td>
              <td className="n">{group.quotations}</td>
              <td>
                <Quotes name={group.name} quotes={group.quotes} {...rest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Quotes({
  name,
  quotes,
  pending,
  placeLink,
  conclude,
  onChoose,
}: { name: string; quotes: readonly Quote[] } & Pick<
  PoleProps,
  'pending' | 'placeLink' | 'conclude' | 'onChoose'
>) {
  const chosen = quotes.filter((quote) => quote.chosen);
  return (
    <>
      {chosen.map((quote) => (
        <QuoteShown key={quote.evidence} quote={quote} placeLink={placeLink} />
      ))}
      <details className="no-print">
        <summary>
          {chosen.length === 0 ? 'Choose a quotation that stands for it' : 'Choose others'}
          <span className="vh">: {name}</span>
        </summary>
        <ul>
          {quotes.map((quote) => (
            <li key={quote.evidence}>
              <label className="tick">
                <input
                  className="check"
                  type="checkbox"
                  checked={pending?.evidence === quote.evidence ? pending.chosen : quote.chosen}
                  disabled={pending !== null}
                  onChange={() => onChoose(quote)}
                />
                <span>‘{quote.words.trim()}’</span>
              </label>
              <p className="note">
                {placeLink(quote, quote.title)} · {roleWords(quote)}
                {quote.code !== null && ` · ${quote.code}`} · {conclude(quote.evidence, quote.words)}
              </p>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function QuoteShown({ quote, placeLink }: { quote: Quote } & Pick<PoleProps, 'placeLink'>) {
  return (
    <blockquote>
      ‘{quote.words.trim()}’{' '}
      <span className="note">
        {roleWords(quote)}, {placeLink(quote, quote.title)}
      </span>
    </blockquote>
  );
}
