import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/** Where a file stands in the house. `door` is what the command line may open: `#server/main`, `#server/files`, `#server/importing` and `#server/upkeep`. */
export type Kind =
  | 'stats'
  | 'contract'
  | 'server/platform'
  | 'server/<feature>'
  | 'server composer'
  | 'server door'
  | 'web/ui'
  | 'web/charts'
  | 'web/<feature>'
  | 'web shell'
  | 'cli';

export interface Place {
  readonly kind: Kind;
  /** Folder below src: `stats`, `server/imports`, `web/ui` … */
  readonly folder: string;
}

/** The place of a file below src/, computed from its folders; null where the house has no such room. */
export function placeOf(path: string): Place | null {
  const [src, room, folder, ...inner] = path.split('/');
  if (src !== 'src' || folder === undefined) return null;
  if (room === 'stats' || room === 'contract' || room === 'cli') return { kind: room, folder: room };
  if (inner.length === 0) return atTop(room, folder);
  if (room === 'server') {
    return {
      kind: folder === 'platform' ? 'server/platform' : 'server/<feature>',
      folder: `server/${folder}`,
    };
  }
  if (room === 'web') {
    const kind = folder === 'ui' || folder === 'charts' ? (`web/${folder}` as const) : 'web/<feature>';
    return { kind, folder: `web/${folder}` };
  }
  return null;
}

/** Files directly in the server compose it; files directly in the web are its shell. */
function atTop(room: string, file: string): Place | null {
  if (room === 'web') return { kind: 'web shell', folder: 'web' };
  if (room !== 'server') return null;
  const door = ['main.ts', 'files.ts', 'importing.ts', 'upkeep.ts'].includes(file);
  return { kind: door ? 'server door' : 'server composer', folder: 'server' };
}

/** The `imports` of package.json: `#stats/*` → `./src/stats/*.ts`. */
export type Aliases = Readonly<Record<string, { readonly source: string }>>;

export type Target =
  | { readonly kind: 'ours'; readonly path: string; readonly place: Place }
  | { readonly kind: 'node' | 'library'; readonly name: string }
  | { readonly kind: 'nowhere' };

/** What an import specifier in `path` leads to. */
export function targetOf(path: string, specifier: string, aliases: Aliases): Target {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return ours(posix.join(posix.dirname(path), bare));
  if (bare.startsWith('#')) return ours(throughAlias(bare, aliases));
  if (isBuiltin(bare)) return { kind: 'node', name: bare };
  const parts = bare.split('/');
  return { kind: 'library', name: parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/') };
}

function ours(path: string | null): Target {
  const place = path === null ? null : placeOf(path);
  return path === null || place === null ? { kind: 'nowhere' } : { kind: 'ours', path, place };
}

function throughAlias(specifier: string, aliases: Aliases): string | null {
  for (const [alias, { source }] of Object.entries(aliases)) {
    const [before, after] = alias.split('*');
    if (after === undefined ? specifier === alias : specifier.startsWith(before)) {
      return posix.normalize(source.replace('*', specifier.slice(before.length)));
    }
  }
  return null;
}

/** `index.ts` of a feature is its only door for other features. */
export function isDoorOfFeature(path: string): boolean {
  return /^src\/server\/[^/]+\/index\.ts$/.test(path);
}
