import type { Bearing, Cited, Finding } from '#contract/findings';
import type { InformantType } from '#contract/sources';
import { namesOf, readFrameworks, WordsIn } from '../coding/index.ts';
import type { Scope } from '../platform/scope.ts';

/** The latest first. Researchers have all evidence that they may see; others what is shared, and the words that were let go. */
export async function readFindings(scope: Scope): Promise<Finding[]> {
  const [asked] = await scope.sql<{ studies: boolean }[]>`select app.has_role('researcher') as studies`;
  return asked?.studies === true ? readAll(scope) : readShared(scope);
}

type Head = Pick<Finding, 'id' | 'said' | 'day' | 'by' | 'shared'>;

interface CitedRow {
  finding: string;
  evidence: string;
  speaks: Bearing;
  shown: boolean;
  framework: string;
  version: number;
  element: string;
  pole: Cited['pole'];
  strength: number | null;
  quotation: string;
  source: string;
  title: string;
  school: string | null;
  start: number;
  end: number;
  role: InformantType | null;
}

async function readAll(scope: Scope): Promise<Finding[]> {
  const [heads, rows] = await Promise.all([
    scope.sql<Head[]>`
      select f.id, f.said, f.created_at::date::text as day, nullif(p.name, '') as by, f.shared
      from finding f left join person p on p.id = f.created_by order by f.created_at desc, f.id`,
    readCited(scope),
  ]);
  const [elementOf, words] = await Promise.all([namesIn(scope, rows), readWords(scope, rows)]);
  const cited = Map.groupBy(rows, ({ finding }) => finding);
  return heads.map((head) => {
    const own = cited.get(head.id) ?? [];
    return {
      ...head,
      ...countsOf(own),
      cited: own.map((row) => {
        const { evidence, source, title, start, end, speaks, shown, pole, role, strength } = row;
        return {
          place: { evidence, source, title, start, end },
          speaks,
          shown,
          pole,
          role,
          strength,
          words: words.at(row),
          element: elementOf(row),
        };
      }),
    };
  });
}

/** What speaks for it comes first, then in the order in which it was found. */
function readCited(scope: Scope): Promise<CitedRow[]> {
  return scope.sql<CitedRow[]>`
    select l.finding_id as finding, l.evidence_id as evidence, l.speaks, l.shown, e.framework_id as framework,
      e.framework_version as version, e.element, e.pole, e.strength, e.quotation_id as quotation, e.source_id as source,
      e.source_title as title, e.school_id as school, e.start_at as start, e.end_at as "end",
      case when i.agreed_by_role then i.type end as role
    from finding_evidence l
      join evidence_item e on e.workspace_id = l.workspace_id and e.id = l.evidence_id
      left join speaker p on p.workspace_id = e.workspace_id and p.source_id = e.source_id and p.name = e.speaker
      left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
    order by l.finding_id, l.speaks desc, l.added_at, l.evidence_id`;
}

const distinct = (values: readonly (string | null)[]) => new Set(values.filter((one) => one !== null)).size;

function countsOf(rows: readonly CitedRow[]) {
  const quotations = (wanted: Bearing) =>
    distinct(rows.filter(({ speaks }) => speaks === wanted).map(({ quotation }) => quotation));
  return {
    speaksFor: quotations('for'),
    speaksAgainst: quotations('against'),
    sources: distinct(rows.map(({ source }) => source)),
    schools: distinct(rows.map(({ school }) => school)),
  };
}

async function namesIn(scope: Scope, rows: readonly { framework: string }[]) {
  const names = namesOf(await readFrameworks(scope, [...new Set(rows.map(({ framework }) => framework))]));
  return (row: { framework: string; version: number; element: string }): string =>
    names({ ...row, code: null }).element;
}

async function readWords(scope: Scope, rows: readonly CitedRow[]): Promise<WordsIn> {
  const texts = await scope.sql<{ source: string; content: string }[]>`
    select source_id as source, content from source_text
    where source_id = any (${[...new Set(rows.map(({ source }) => source))]}::uuid[])`;
  return new WordsIn(new Map(texts.map(({ source, content }) => [source, content])));
}

type SharedRow = Pick<Finding, 'id' | 'said' | 'day' | 'speaksFor' | 'speaksAgainst' | 'sources' | 'schools'>;
type SharedWords = Pick<
  CitedRow,
  'finding' | 'speaks' | 'framework' | 'version' | 'element' | 'pole' | 'role'
> & {
  words: string;
};

async function readShared(scope: Scope): Promise<Finding[]> {
  const [heads, rows] = await Promise.all([
    scope.sql<SharedRow[]>`
      select id, said, made_on::text as day, speaks_for as "speaksFor", speaks_against as "speaksAgainst", sources, schools
      from app.shared_findings() order by made_on desc, id`,
    scope.sql<SharedWords[]>`select * from app.shared_words() order by finding, speaks desc`,
  ]);
  const elementOf = await namesIn(scope, rows);
  const cited = Map.groupBy(rows, ({ finding }) => finding);
  return heads.map((head) => ({
    ...head,
    by: null,
    shared: true,
    cited: (cited.get(head.id) ?? []).map((row) => {
      const { speaks, words, pole, role } = row;
      return {
        speaks,
        words,
        pole,
        role,
        element: elementOf(row),
        place: null,
        shown: true,
        strength: null,
      };
    }),
  }));
}
