import { codebookOf, guidOfSaying, type MemosOn } from './codeTree.ts';
import type { Collected, NotedOn, Said } from './collect.ts';
import type { KnownFramework } from './known.ts';
import { noTurns, type Coder, type Project, type ProjectMemo } from './project.ts';

type Words = Pick<NotedOn, 'id' | 'content' | 'by' | 'at'>;

/** What was collected, as a project: everything where it belongs, under the ids that files know it by. */
export function projectOf({
  name,
  frameworks,
  sources,
  turns,
  quotations,
  said,
  memos,
  codeMemos,
  coders,
}: Collected): Project {
  const guidOf = new Map(coders.map(({ person, guid }) => [person, guid]));
  const coderOf = (person: string) => guidOf.get(person) ?? person;
  const codeOf = codeFinder(frameworks);
  const codings = Map.groupBy(said, ({ quotation }) => quotation);
  const noted = Map.groupBy(memos, ({ quotation, source }) => quotation ?? source);
  const marked = Map.groupBy(quotations, ({ source }) => source);
  const memoOf = ({ id, content, by, at }: Words): ProjectMemo => ({
    guid: id,
    content,
    coder: coderOf(by),
    at,
  });
  const memosAt = (place: string) => (noted.get(place) ?? []).map(memoOf);
  const notedOn = Map.groupBy(codeMemos, ({ framework, on, key }) => `${framework} ${on} ${key}`);
  const memosIn =
    (framework: string): MemosOn =>
    (on, key) =>
      (notedOn.get(`${framework} ${on} ${key}`) ?? []).map(memoOf);
  return {
    name,
    coders: uniqueCoders(coders),
    codebooks: frameworks.map(({ id, content, guids }) =>
      codebookOf({
        id,
        content,
        known: guids,
        used: said.filter(({ framework }) => framework === id),
        memosOn: memosIn(id),
      }),
    ),
    sources: sources.map(({ school, reference, schoolSaid, referenceSaid, ...row }) => ({
      ...row,
      school: { name: school ?? schoolSaid, reference: reference ?? referenceSaid },
      turns: turns.get(row.guid) ?? noTurns,
      quotations: (marked.get(row.guid) ?? []).map(({ id, start, end, by, at }) => ({
        guid: id,
        start,
        end,
        coder: coderOf(by),
        at,
        codings: (codings.get(id) ?? []).map((one) => ({
          guid: one.id,
          code: codeOf(one),
          at: one.at,
          ...(one.strength !== null && { strength: one.strength }),
          ...(one.suggested && { suggested: true as const }),
        })),
        memos: memosAt(id),
      })),
      memos: memosAt(row.guid),
    })),
  };
}

/** Somebody who came back in a file of their own is one person in it. */
const uniqueCoders = (coders: readonly Coder[]): Coder[] => [
  ...new Map(coders.map(({ guid, name }) => [guid, { guid, name }])).values(),
];

/** The id of what was said, whichever version it was said in. */
function codeFinder(frameworks: readonly KnownFramework[]): (said: Said) => string {
  const guids = new Map(frameworks.map(({ id, guids: known }) => [id, known]));
  return (said) => guidOfSaying(said.framework, said, guids.get(said.framework) ?? new Map());
}
