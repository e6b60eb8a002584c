import type { Target } from '#contract/coding';
import type { CodingChange } from '#contract/codingChanges';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { act } from './acts.ts';

interface Place {
  source: string;
  start: number;
  end: number;
}

/** Codes what was found, source by source, as if it was done at the desk: each source has steps that can be taken back. */
export async function codePlaces(
  scope: Scope,
  { target, places, suggested }: { target: Target; places: readonly Place[]; suggested: boolean },
): Promise<{ coded: number; already: number; sources: number; changed: Map<string, CodingChange[]> }> {
  let coded = 0;
  let already = 0;
  const changed = new Map<string, CodingChange[]>();
  // In one order, so that two who do so at once do not wait for each other in a circle.
  const ordered = places.toSorted((a, b) => a.source.localeCompare(b.source) || a.start - b.start);
  for (const { source, start, end } of ordered) {
    const codes = [{ ...target, id: newId(), ...(suggested && { suggested }) }];
    const command = { do: 'code' as const, quotation: newId(), start, end, codes };
    const { changes } = await act(scope, source, command, { quiet: true });
    changed.set(source, [...(changed.get(source) ?? []), ...changes]);
    if (changes.some(({ table }) => table === 'evidence')) coded += 1;
    else already += 1;
  }
  const sources = new Set(places.map(({ source }) => source)).size;
  await scope.audit('coding.change', 'coding', null, {
    detail: { found: true, suggested, coded, sources },
  });
  return { coded, already, sources, changed };
}
