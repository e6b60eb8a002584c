import type { Module } from './module.ts';
import { placeOf, targetOf, type Aliases } from './places.ts';
import type { Violation } from './rules.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly line: number;
}

/** One violation for every import between two server features that can be followed back to where it started. */
export function cycles(modules: readonly Module[], aliases: Aliases): Violation[] {
  const edges = modules.flatMap((module) => edgesOf(module, aliases));
  return edges.flatMap((edge) => {
    const back = wayBack(edges, edge.to, edge.from);
    if (back === null) return [];
    return [
      { rule: 'cycle', path: edge.path, line: edge.line, detail: [edge.from, ...back].join(' → ') } as const,
    ];
  });
}

function edgesOf(module: Module, aliases: Aliases): Edge[] {
  const from = placeOf(module.path);
  if (from?.kind !== 'server/<feature>') return [];
  return module.imports.flatMap(({ specifier, line }) => {
    const target = targetOf(module.path, specifier, aliases);
    if (target.kind !== 'ours' || target.place.kind !== 'server/<feature>') return [];
    if (target.place.folder === from.folder) return [];
    return [{ from: from.folder, to: target.place.folder, path: module.path, line }];
  });
}

/** The shortest chain of features from `start` to `goal`, both included. */
function wayBack(edges: readonly Edge[], start: string, goal: string): string[] | null {
  const chains = [[start]];
  const seen = new Set([start]);
  for (const chain of chains) {
    const last = chain[chain.length - 1];
    if (last === goal) return chain;
    for (const { from, to } of edges) {
      if (from !== last || seen.has(to)) continue;
      seen.add(to);
      chains.push([...chain, to]);
    }
  }
  return null;
}
