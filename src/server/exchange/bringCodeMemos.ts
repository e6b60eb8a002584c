import { polesOf } from '#contract/frameworkSides';
import type { FrameworkContent } from '#contract/frameworkFile';
import type { MemoPlace } from '#contract/codeMemos';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { SaidIn } from './bringCodes.ts';
import { oneOfEach } from './bringRows.ts';
import { guidOf } from './guids.ts';
import { knownFrameworks } from './known.ts';
import type { Codebook, CodeNode } from './project.ts';

interface Place {
  framework: string;
  on: MemoPlace;
  key: string;
}

interface Here {
  sayings: ReadonlyMap<string, SaidIn>;
  /** Who a coder of the file is here. */
  personOf: (coder: string) => string;
}

/** Stores what was written on codes, as far as it is not here yet. Answers how many came, and on how many codes they stand nowhere. */
export async function bringCodeMemos(
  scope: Scope,
  codebooks: readonly Codebook[],
  { sayings, personOf }: Here,
): Promise<{ added: number; lost: number }> {
  const noted = codebooks.flatMap(({ codes }) => codes.flatMap(withMemos));
  if (noted.length === 0) return { added: 0, lost: 0 };
  const placeOf = await placesIn(scope, sayings);
  const placed = Map.groupBy(noted, (node) => {
    const place = placeOf(node);
    return place === null ? '' : JSON.stringify(place);
  });
  const lost = placed.get('') ?? [];
  placed.delete('');
  const rows = [...placed].flatMap(([place, nodes]) => {
    const { framework, on, key } = JSON.parse(place) as Place;
    const memos = oneOfEach(
      nodes.flatMap((node) => node.memos),
      personOf,
    );
    return memos.map((memo) => ({
      ...memo,
      framework,
      element: on === 'element' ? key : null,
      code: on === 'code' ? key : null,
    }));
  });
  const added = await scope.sql`
    insert into code_memo (workspace_id, id, framework_id, element, code, content, created_by, created_at)
    select ${workspaceOf(scope)}, id, framework, element, code, content, by, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (id uuid, framework uuid, element text, code text, content text, by uuid, at timestamptz)
    on conflict do nothing`;
  return { added: added.count, lost: lost.reduce((sum, { memos }) => sum + memos.length, 0) };
}

const withMemos = (node: CodeNode): CodeNode[] => [
  ...(node.memos.length > 0 ? [node] : []),
  ...node.children.flatMap(withMemos),
];

/** Which code or element of which framework a code of the file is here; null for a group of elements. */
async function placesIn(
  scope: Scope,
  sayings: ReadonlyMap<string, SaidIn>,
): Promise<(node: CodeNode) => Place | null> {
  const frameworks = await knownFrameworks(scope);
  const contents = new Map(frameworks.map(({ id, content }) => [id, content]));
  const elements = new Map(
    frameworks.flatMap(({ id: framework, content }) =>
      content.elements.map(({ key }) => [
        guidOf('element', framework, key),
        { framework, on: 'element' as const, key },
      ]),
    ),
  );
  return (node) => {
    const said = sayings.get(node.guid);
    return said === undefined
      ? (elements.get(node.guid) ?? elementAbove(node, sayings, contents))
      : said.code === null
        ? { framework: said.framework, on: 'element', key: said.element }
        : { framework: said.framework, on: 'code', key: said.code };
  };
}

/** An element of another file has no id here: it is told by the codes and poles beneath it. */
function elementAbove(
  { children }: CodeNode,
  sayings: ReadonlyMap<string, SaidIn>,
  contents: ReadonlyMap<string, FrameworkContent>,
): Place | null {
  const beneath = children
    .flatMap(({ guid }) => sayings.get(guid) ?? [])
    .find(({ framework, element, code }) => code !== null || hasPoles(contents.get(framework), element));
  return beneath === undefined ? null : { framework: beneath.framework, on: 'element', key: beneath.element };
}

/** What knows no poles stands for itself, also beneath a group. */
function hasPoles(content: FrameworkContent | undefined, key: string): boolean {
  const element = content?.elements.find((one) => one.key === key);
  return element !== undefined && polesOf(element).some(({ side }) => side !== 'none');
}
