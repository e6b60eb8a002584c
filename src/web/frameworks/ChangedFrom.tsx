import { useQuery } from '@tanstack/react-query';
import { changesBetween, type Change } from '#contract/frameworkDiff';
import type { Framework } from '#contract/frameworks';
import type { Membership } from '#contract/workspaces';
import { inWords } from '#contract/words';
import { Changes } from './Changes.tsx';
import { frameworkQuery, shippedQuery } from './queries.ts';

interface ChangedFromProps {
  workspace: Membership;
  data: Framework;
  changing: boolean;
}

/** What the workspace changed: against the one that comes with Reedbed, or, while changing, against its latest version. */
export function ChangedFrom({ workspace, data, changing }: ChangedFromProps) {
  const { id, origin, latest, content, number } = data;
  const before = (number ?? 0) - 1;
  const against = changing
    ? latest && { kind: 'version' as const, number: latest.number }
    : origin !== null
      ? { kind: 'shipped' as const, number: origin.version }
      : before > 0
        ? { kind: 'version' as const, number: before }
        : null;
  const shipped = useQuery({
    ...shippedQuery(workspace.id, origin?.key ?? ''),
    enabled: against?.kind === 'shipped',
  });
  const version = useQuery({
    ...frameworkQuery(workspace.id, id, against?.kind === 'version' ? against.number : 'latest'),
    enabled: against?.kind === 'version',
  });
  if (against === null) return null;
  const earlier = against.kind === 'shipped' ? shipped.data?.content : version.data?.content;
  if (earlier === undefined) return null;
  const changes = changesBetween(earlier, content);
  if (changes.length === 0) return null;
  return (
    <section className="section" aria-labelledby="changes-title">
      <h2 id="changes-title">{changing ? 'What is not published yet' : `What ${workspace.name} changed`}</h2>
      <p className="note">
        {number === null ? 'The draft' : `Version ${String(number)}`} against{' '}
        {against.kind === 'shipped' ? 'version ' : 'its version '}
        {against.number}
        {against.kind === 'shipped' ? ' as it came with Reedbed' : ''}: {countWords(changes)}.
      </p>
      <Changes changes={changes} />
    </section>
  );
}

/** `one text, one name, two codes added`. */
function countWords(changes: readonly Change[]): string {
  const kinds: [string, string, (change: Change) => boolean][] = [
    ['name', 'names', (one) => one.change === 'words' && (one.field === 'name' || one.field === 'title')],
    ['text', 'texts', (one) => one.change === 'words' && one.field !== 'name' && one.field !== 'title'],
    ['addition', 'additions', (one) => one.change === 'new'],
    ['move', 'moves', (one) => one.change === 'moved'],
    ['term set aside', 'terms set aside', (one) => one.change === 'set aside'],
    ['term brought back', 'terms brought back', (one) => one.change === 'brought back'],
    ['term gone', 'terms gone', (one) => one.change === 'gone'],
  ];
  return kinds
    .flatMap(([one, many, is]) => {
      const times = changes.filter(is).length;
      return times === 0 ? [] : [`${inWords(times)} ${times === 1 ? one : many}`];
    })
    .join(', ');
}
