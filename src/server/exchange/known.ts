import { allCodes } from '#contract/frameworkEdits';
import { polesOf } from '#contract/frameworkSides';
import type { FrameworkContent } from '#contract/frameworkFile';
import { currentOf, listStored } from '../frameworks/index.ts';
import type { Scope } from '../platform/scope.ts';
import { guidOfSaying, sayingKey, type Saying } from './codeTree.ts';

/** A framework of the workspace with what its codes are known by elsewhere. */
export interface KnownFramework {
  id: string;
  version: number;
  content: FrameworkContent;
  /** By `sayingKey`. */
  guids: ReadonlyMap<string, string>;
}

interface OutsideCode extends Saying {
  framework: string;
  guid: string;
}

/** The frameworks that words can be coded with. */
export async function knownFrameworks(scope: Scope): Promise<KnownFramework[]> {
  const [stored, outside] = await Promise.all([
    listStored(scope),
    scope.sql<OutsideCode[]>`
      select guid, framework_id as framework, element, pole, code from outside_code`,
  ]);
  return stored
    .filter(({ number }) => number !== null)
    .map((one) => {
      const content = currentOf(one);
      const own = outside.filter(({ framework }) => framework === one.id);
      const guids = new Map(own.map((code) => [sayingKey(nowOf(content, code)), code.guid]));
      return { id: one.id, version: one.number ?? 1, content, guids };
    });
}

/** Where a code stands now, which may have moved since it came. */
function nowOf(content: FrameworkContent, { element, pole, code }: Saying): Saying {
  if (code === null) return { element, pole, code };
  for (const one of content.elements)
    for (const { side, pole: words } of polesOf(one))
      if (words.codes.some(({ key }) => key === code)) return { element: one.key, pole: side, code };
  return { element, pole, code };
}

/** What the codes of files say here, by their ids: of every framework, whatever can be said in it. */
export function sayingsByGuid(
  frameworks: readonly KnownFramework[],
): Map<string, Saying & { framework: string; version: number }> {
  return new Map(
    frameworks.flatMap(({ id, version, content, guids }) =>
      allSayings(content).map((saying) => [
        guidOfSaying(id, saying, guids),
        { ...saying, framework: id, version },
      ]),
    ),
  );
}

function allSayings(content: FrameworkContent): Saying[] {
  return content.elements.flatMap((element) => {
    const { key } = element;
    const codes = polesOf(element).flatMap(({ side: pole, pole: words }) =>
      words.codes.map(({ key: code }) => ({ element: key, pole, code })),
    );
    return [
      ...(['+', '-', 'mixed', 'none'] as const).map((pole) => ({ element: key, pole, code: null })),
      ...codes,
    ];
  });
}

export const codeCount = (content: FrameworkContent): number => allCodes(content).length;
