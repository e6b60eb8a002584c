import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Published, SchoolStanding, StandingPage as Page } from '#contract/standings';
import { findingWords, ledeWords } from '#contract/standingsWords';
import { oneGroupOf } from '#contract/groupingWords';
import { listed } from '#contract/words';
import type { Membership } from '#contract/workspaces';
import { useTitle } from '../ui/hooks.ts';
import { useCalling } from '../ui/learners.ts';
import { Problem } from '../ui/Problem.tsx';
import { dayOf } from '../ui/days.ts';
import { closedSentence, closedWords } from './closed.ts';
import { LikePart } from './LikePart.tsx';
import { Phrases } from './Phrases.tsx';
import { schoolStandingQuery, standingQuery } from './queries.ts';
import { SurePart, WhoSees } from './SurePart.tsx';
import { SwarmFigure } from './SwarmFigure.tsx';
import { YearsPart } from './YearsPart.tsx';
import './standings.css';

interface StandingPageProps {
  workspace: Membership;
  school: string;
  link: (school: string, name: string) => ReactNode;
  /** The way to ask one of the schools on the page for a conversation, which belongs to another feature. */
  ask: (standing: SchoolStanding, page: Page) => ReactNode;
  /** Where the comparison is published, for those who may; where people are asked who may, for others. */
  toPublish: ReactNode;
}

/** Where a school stands and how sure we are, over the years, and among schools like it. Never a rank. */
export function StandingPage({ workspace, school, link, ask, toPublish }: StandingPageProps) {
  const { data, isError, error, refetch } = useQuery(schoolStandingQuery(workspace.id, school));
  useTitle(data === undefined ? 'Where we stand' : `${data.school.name}: where we stand`);
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  const { page, published } = data;
  if (page === null || published === null) {
    return <NotYet standing={data} letters={workspace.sight === 'letters'} toPublish={toPublish} />;
  }
  const of = { workspace: workspace.id, school };
  return (
    <div className="standing">
      <Finding standing={data} page={page} published={published} />
      <div className={page.place === null ? 'across' : 'split'}>
        {page.place !== null && (
          <div>
            <SwarmFigure {...of} standing={data} page={page} method={published.method} />
          </div>
        )}
        <aside aria-label="How sure, and for whom">
          {ask(data, page)}
          <SurePart page={page} method={published.method} />
          <WhoSees standing={data} />
        </aside>
      </div>
      <YearsPart {...of} standing={data} measures={page.measures} onPrint={printTwoPages} />
      <LikePart {...of} standing={data} page={page} method={published.method} link={link} />
      <MethodNote workspace={workspace} published={published} />
    </div>
  );
}

function Finding({
  standing,
  page,
  published,
}: {
  standing: SchoolStanding;
  page: Page;
  published: Published;
}) {
  const calling = useCalling();
  const phrases = ledeWords(page, published.method).map((one) => ({ ...one, text: calling(one.text) }));
  const closed = closedSentence(standing, today());
  return (
    <div className="opening">
      <h1>{findingWords(standing.school.name, page, published.method)}</h1>
      <p className="lede">
        <Phrases phrases={phrases} />
      </p>
      {closed !== null && <p className="note">{closed}.</p>}
      <p className="note print-only">For {standing.school.name}, its staff and governors.</p>
    </div>
  );
}

/** The measures over the years go on a second page, which is printed only when asked for. */
function printTwoPages(): void {
  const { dataset } = document.documentElement;
  dataset['print'] = 'two';
  addEventListener('afterprint', () => delete dataset['print'], { once: true });
  print();
}

const today = () => new Date().toISOString().slice(0, 10);

interface NotYetProps {
  standing: SchoolStanding;
  letters: boolean;
  toPublish: ReactNode;
}

function NotYet({ standing, letters, toPublish }: NotYetProps) {
  const { name } = standing.school;
  const closed = closedSentence(standing, today());
  const whyNone = closedWords(standing);
  if (closed !== null && whyNone !== null) {
    return (
      <div className="opening prose">
        <h1>{closed}</h1>
        <p className="lede">{whyNone}</p>
      </div>
    );
  }
  const words =
    standing.published === null
      ? `Where ${name} stands among schools in the same circumstances has not been published yet. Somebody who sees all schools of the network does that; then this page says how the school does, how sure that is, and which schools like it do better in what.`
      : letters
        ? 'The pages of single schools are for those who know them by name. You see schools under letters.'
        : `${name} was not yet here when the comparison was last published. It has its page as soon as it is published again.`;
  return (
    <div className="opening prose">
      <h1>{standing.published === null ? `${name}: nothing is published yet` : name}</h1>
      <p className="lede">{words}</p>
      {closed !== null && <p className="note">{closed}.</p>}
      {!letters && <p className="acts">{toPublish}</p>}
    </div>
  );
}

/** What was asked, by whom and when, and how it was computed. */
function MethodNote({ workspace, published }: { workspace: Membership; published: Published }) {
  const calling = useCalling();
  const sees = workspace.sight === 'all';
  const { data } = useQuery({ ...standingQuery(workspace.id), enabled: sees });
  const { method, at, by } = published;
  const indicators = listed(method.indicators.map(({ label }) => label));
  return (
    <section className="section method" aria-labelledby="method-title">
      <h2 id="method-title">How this was found</h2>
      <p className="note">
        Published {dayOf(at)}
        {by === null ? '' : ` by ${by}`}: {method.result.label}
        {method.result.periods.length === 0 ? '' : `, ${method.result.periods.at(-1) ?? ''}`}, against{' '}
        {indicators}
        {method.grouping === null ? '' : `, within each ${oneGroupOf(method.grouping)}`}. {method.chance?.why}{' '}
        {method.model?.singular === true &&
          'Once circumstances are taken into account, these schools differ no more than chance would have them differ.'}{' '}
        {calling(
          'The interval holds the true result with 95 in 100, if the model is right; chance is meant as other pupils of the same kind. A school does better in something where the two 95% intervals do not touch.',
        )}
        {data?.changed === true && <b> The data have changed since: publish again on the Identify page.</b>}
      </p>
    </section>
  );
}
