import type { BroughtReport } from '#contract/exchange';
import { addPublished } from '../frameworks/index.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { frameworkOf, type Made } from './codeFramework.ts';
import type { Saying } from './codeTree.ts';
import { codeCount, knownFrameworks, sayingsByGuid } from './known.ts';
import type { Codebook, CodeNode } from './project.ts';

export type SaidIn = Saying & { framework: string; version: number };

/** What the codes of a file say here. Codes that nobody here knows become a framework. */
export async function bringCodes(
  scope: Scope,
  codebooks: readonly Codebook[],
): Promise<{ sayings: Map<string, SaidIn>; made: BroughtReport['frameworks'] }> {
  const sayings: Map<string, SaidIn> = sayingsByGuid(await knownFrameworks(scope));
  const made: BroughtReport['frameworks'] = [];
  for (const codebook of codebooks) {
    const codes = codebook.codes.map((node) => unknownIn(node, sayings)).filter((node) => node !== null);
    if (codes.length === 0) continue;
    const { content, sayings: added } = frameworkOf({ ...codebook, codes });
    const id = await addPublished(scope, content, `From a file: ${content.title}`.slice(0, 500));
    await keepGuids(scope, id, added);
    for (const [guid, saying] of added) sayings.set(guid, { ...saying, framework: id, version: 1 });
    made.push({ id, title: content.title, codes: codeCount(content) });
  }
  return { sayings, made };
}

/** Without the codes that are known here; null where nothing is left. */
function unknownIn(node: CodeNode, known: ReadonlyMap<string, SaidIn>): CodeNode | null {
  const children = node.children.map((child) => unknownIn(child, known)).filter((child) => child !== null);
  if (children.length > 0) return { ...node, children, codable: node.codable && !known.has(node.guid) };
  return known.has(node.guid) || (!node.codable && node.children.length > 0) ? null : { ...node, children };
}

/** So that the codes go back as they came, and are known when the file comes again. */
async function keepGuids(scope: Scope, framework: string, sayings: Made['sayings']): Promise<void> {
  const rows = [...sayings].map(([guid, saying]) => ({ guid, ...saying }));
  await scope.sql`
    insert into outside_code (workspace_id, guid, framework_id, element, pole, code)
    select ${workspaceOf(scope)}, guid, ${framework}, element, pole, code
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (guid uuid, element text, pole text, code text)
    on conflict do nothing`;
}
