import type { Kind } from './places.ts';

/** How far an import may reach: `types` vanish when the file runs. */
export type Reach = 'values' | 'types';
type Row = Partial<Record<Kind | 'node' | 'library', Reach>>;

/** What every part of the server may use beside itself. */
const serverRow: Row = {
  contract: 'values',
  stats: 'values',
  'server/platform': 'values',
  'web/charts': 'values',
  node: 'values',
  library: 'values',
};
const composerRow: Row = {
  ...serverRow,
  'server/<feature>': 'values',
  'server composer': 'values',
  'server door': 'values',
};

/** Who may import whom. The own folder is always allowed; more for a part of a room stands in `exceptions`. */
export const table: Readonly<Record<Kind, Row>> = {
  stats: {},
  contract: { stats: 'types' },
  'server/platform': { contract: 'values', node: 'values', library: 'values' },
  'server/<feature>': serverRow,
  'server composer': composerRow,
  'server door': composerRow,
  'web/ui': { 'web/charts': 'values', stats: 'types', contract: 'types', library: 'values' },
  'web/charts': { stats: 'types' },
  'web/<feature>': {
    contract: 'values',
    stats: 'values',
    'web/ui': 'values',
    'web/charts': 'values',
    library: 'values',
  },
  'web shell': {
    contract: 'values',
    'web/ui': 'values',
    'web/charts': 'values',
    'web/<feature>': 'values',
    library: 'values',
  },
  cli: {
    contract: 'values',
    stats: 'values',
    'web/charts': 'values',
    'server door': 'values',
    node: 'values',
    library: 'values',
  },
};

/** What a part of a room may import beside its row. */
export const exceptions: readonly { readonly within: string; readonly name: RegExp }[] = [
  { within: 'src/stats/distributions/', name: /^@stdlib\// },
  { within: 'src/contract/', name: /^zod$/ },
  // One way to say what went wrong, on every page.
  { within: 'src/web/ui/', name: /^src\/contract\/problem\.ts$/ },
  // Threads that read a file begin several times as fast where they load no database; a test holds them to it.
  { within: 'src/server/imports/', name: /^src\/server\/schools\/(?:brought|identityChange|keys)\.ts$/ },
];

/** Names of the world outside, which a pure room does not know. */
export const impure = [
  'Math.random',
  'Date',
  'console',
  'process',
  'globalThis',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Buffer',
  'require',
  'window',
  'document',
  'navigator',
  'localStorage',
  'location',
];
export const pureKinds: readonly Kind[] = ['stats', 'contract', 'web/charts'];
export const wordlessKinds: readonly Kind[] = ['server/platform', 'web/ui', 'web/charts'];
