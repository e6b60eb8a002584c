import { codePointsOf, type CodePoints } from '#contract/codePoints';
import type { Asked, Hit } from '#contract/finding';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { contextOf, matchesIn, paragraphAround, sentenceAround, type Span } from './findWords.ts';

interface SourceRow {
  id: string;
  title: string;
  school: string | null;
  text: string;
  turns: Turn[];
}

interface Turn {
  start: number;
  wordsAt: number;
  end: number;
  speaker: string;
  asks: boolean;
  informant: string | null;
  type: string | null;
}

interface Found {
  hits: Hit[];
  total: number;
  sources: number;
}

type Question = Omit<Asked, 'workspace'>;

/** What may hold what is asked for, read at one moment. */
export interface FindParts {
  sources: SourceRow[];
  /** Quotations with the code that is asked for, by their sources; null where none is. */
  coded: Map<string, Span[]> | null;
}

/** Nothing is looked for where nothing is asked for. */
export async function readParts(scope: Scope, asked: Question): Promise<FindParts> {
  if (asked.words === '' && asked.framework === undefined) return { sources: [], coded: null };
  const coded = asked.framework === undefined ? null : await readCoded(scope, asked);
  const sources = await readSources(scope, asked, coded === null ? null : [...coded.keys()]);
  return { sources, coded };
}

/** Words in all sources, or what was coded so, with the words around it. */
export function findIn({ sources, coded }: FindParts, asked: Question): Found {
  const hits: Hit[] = [];
  let total = 0;
  const holding = new Set<string>();
  for (const source of sources) {
    const points = codePointsOf(source.text);
    for (const span of spansIn(source, points, {
      words: asked.words,
      coded: coded?.get(source.id) ?? null,
    })) {
      const at = turnAt(source.turns, span.start);
      if (!fits(source.turns[at], asked)) continue;
      total += 1;
      holding.add(source.id);
      if (hits.length < asked.most) hits.push(hitOf(source, points, { span, at }));
    }
  }
  return { hits, total, sources: holding.size };
}

/** Quotations with the code that is asked for, by their sources. */
async function readCoded(
  scope: Scope,
  { framework, element, pole, code }: Question,
): Promise<Map<string, Span[]>> {
  const rows = await scope.sql<{ source: string; start: number; end: number }[]>`
    select distinct q.source_id as source, q.start_at as start, q.end_at as "end"
    from evidence e join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
    where e.framework_id = ${framework ?? null}
      and (${element ?? null}::text is null or e.element = ${element ?? null})
      and (${pole ?? null}::text is null or e.pole = ${pole ?? null})
      and (${code ?? null}::text is null or e.code = ${code ?? null})
    order by 1, 2, 3`;
  return Map.groupBy(rows, ({ source }) => source);
}

/** Sources that may hold it; the database leaves out those that do not have the longest of the words. */
function readSources(
  scope: Scope,
  { words }: Pick<Asked, 'words'>,
  only: string[] | null,
): Promise<SourceRow[]> {
  const [longest = ''] = words.split(/\s+/).toSorted((a, b) => b.length - a.length);
  const like = `%${longest.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return scope.sql<SourceRow[]>`
    select s.id, s.title, c.name as school, x.content as text,
      coalesce((select jsonb_agg(jsonb_build_object('start', t.start_at, 'wordsAt', t.words_at, 'end', t.end_at,
          'speaker', t.speaker, 'asks', p.asks, 'informant', i.label, 'type', i.type) order by t.start_at)
        from turn t
          join speaker p on p.workspace_id = t.workspace_id and p.source_id = t.source_id and p.name = t.speaker
          left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
        where t.workspace_id = s.workspace_id and t.source_id = s.id), '[]') as turns
    from source s join source_text x on x.workspace_id = s.workspace_id and x.source_id = s.id
      left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id
    where s.workspace_id = ${workspaceOf(scope)} and x.content ilike ${like}
      and (${only}::uuid[] is null or s.id = any (${only}::uuid[]))
    order by s.title, s.id`;
}

function spansIn(
  { text }: SourceRow,
  points: CodePoints,
  { words, coded }: { words: string; coded: Span[] | null },
): Span[] {
  if (words === '') return coded ?? [];
  const found = matchesIn(text, points, words);
  // Words and a code: words that stand in a quotation with the code.
  return coded === null
    ? found
    : found.filter(({ start, end }) => coded.some((one) => one.start < end && one.end > start));
}

function turnAt(turns: readonly Turn[], place: number): number {
  const next = turns.findIndex(({ start }) => start > place);
  return (next === -1 ? turns.length : next) - 1;
}

function fits(turn: Turn | undefined, { role }: Pick<Asked, 'role'>): boolean {
  if (role === undefined) return true;
  if (role === 'anybody who answers') return turn?.asks !== true;
  return turn?.type === role;
}

function hitOf(source: SourceRow, points: CodePoints, { span, at }: { span: Span; at: number }): Hit {
  const { id, title, school, text, turns } = source;
  const turn = turns[at];
  const whole =
    turn === undefined ? paragraphAround(text, points, span) : { start: turn.wordsAt, end: turn.end };
  return {
    source: id,
    title,
    school,
    turn: turn === undefined ? null : at + 1,
    speaker: turn?.speaker ?? null,
    informant: turn?.informant ?? null,
    ...span,
    ...contextOf(text, points, span),
    ...sentenceAround(text, points, { span, whole }),
    codes: [],
  };
}

interface Said {
  source: string;
  start: number;
  end: number;
  code: Hit['codes'][number];
}

/** What was said in these sources. */
export function readSaid(scope: Scope, hits: readonly Hit[]): Promise<Said[]> {
  return scope.sql<Said[]>`
    select q.source_id as source, q.start_at as start, q.end_at as "end",
      jsonb_build_object('framework', e.framework_id, 'version', e.framework_version, 'element', e.element,
        'pole', e.pole, 'code', e.code, 'by', coalesce(p.name, 'Somebody')) as code
    from evidence e join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
      left join person p on p.id = e.created_by
    where e.source_id = any (${[...new Set(hits.map(({ source }) => source))]}::uuid[])
    order by e.created_at, e.id`;
}

/** Each place with what was said of words that overlap it. */
export function withCodes(hits: readonly Hit[], said: readonly Said[]): Hit[] {
  const bySource = Map.groupBy(said, ({ source }) => source);
  return hits.map((hit) => ({
    ...hit,
    codes: (bySource.get(hit.source) ?? [])
      .filter(({ start, end }) => start < hit.end && end > hit.start)
      .map(({ code }) => code),
  }));
}
