import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isStale, library, pages } from '../../scripts/builds.ts';
import { root } from '../../scripts/tools.ts';

/** The package as somebody else has it after `npm install reedbed`: unpacked in a folder of its own. */
export interface Packed {
  /** Project of the one who installed it. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly command: string;
  readonly env: Record<string, string>;
}

/** Packs this checkout and installs it elsewhere, without the network: its dependencies are links to ours. */
export async function installPacked(manifest: Manifest): Promise<Packed> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'reedbed-packed-'));
  // The embedded database may run as another user, who must be let through.
  chmodSync(folder, 0o755);
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'reedbed');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(installed);
  const tarball = pack(folder);
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)]) {
    linkDependency(name, modules);
  }
  const command = join(modules, '.bin', 'reedbed');
  symlinkSync(join('..', 'reedbed', manifest.bin.reedbed), command);
  const files = readdirSync(installed, { recursive: true }).map(String);
  return { folder, files, command, env: { PATH: pathWithoutOurs() } };
}

export interface Manifest {
  readonly version: string;
  readonly bin: { readonly reedbed: string };
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}

async function build(): Promise<void> {
  const stale = isStale(pages);
  if (stale) await pages.run();
  if (stale || isStale(library)) await library.run();
}

function pack(into: string): string {
  const npm = process.env.npm_execpath;
  const args = ['pack', '--ignore-scripts', '--silent', '--offline', '--pack-destination', into];
  const run = npm === undefined ? (['npm', args] as const) : ([process.execPath, [npm, ...args]] as const);
  const name = execFileSync(run[0], run[1], { cwd: root, encoding: 'utf8' }).trim();
  return join(into, name);
}

/** Only what package.json names: an import of anything else fails here as it would elsewhere. */
function linkDependency(name: string, modules: string): void {
  const ours = join(root, 'node_modules', name);
  if (!existsSync(ours)) return;
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(ours, join(modules, name), 'junction');
}

/** The machine's own Node, whatever its age; the one of this process where there is no other. */
function pathWithoutOurs(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  const hasNode = folders.some((one) => existsSync(join(one, 'node')));
  return [...(hasNode ? [] : [dirname(process.execPath)]), ...folders].join(delimiter);
}
