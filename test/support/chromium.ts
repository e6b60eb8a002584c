import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';

/** What a browser needs on a closed network, as root and in a container. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const ownPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

interface Executable {
  readonly path: string;
  readonly env: Record<string, string>;
  /** Beginning of the version it must report; null for the machine's own browser, which may be any. */
  readonly version: string | null;
}

/** A real Chromium: the one named by CHROMIUM_PATH, else the machine's own, else the one among the test dependencies. */
export async function launchChromium(): Promise<Browser> {
  const executable = ownChromium() ?? (await packagedChromium());
  const browser = await playwright.launch({
    executablePath: executable.path,
    args: flags,
    env: { ...process.env, ...executable.env },
  });
  if (executable.version !== null && !browser.version().startsWith(executable.version)) {
    await browser.close();
    throw new Error(
      `${executable.path} is Chromium ${browser.version()}, not ${executable.version}. Delete its folder and try again.`,
    );
  }
  return browser;
}

export function ownChromium(named = process.env.CHROMIUM_PATH, places = ownPlaces): Executable | null {
  if (named !== undefined && named !== '' && !existsSync(named)) {
    throw new Error(`CHROMIUM_PATH names ${named}, but there is no such file.`);
  }
  const path = named === undefined || named === '' ? places.find((place) => existsSync(place)) : named;
  return path === undefined ? null : { path, env: {}, version: null };
}

/** Chromium from the package, unpacked once per version and user into the temporary folder. */
async function packagedChromium(): Promise<Executable> {
  const version = packagedVersion();
  const folder = join(tmpdir(), `reedbed-chromium-${version}-${userInfo().username}`);
  if (!existsSync(folder)) await unpack(folder);
  const path = join(folder, 'chromium');
  const env: Record<string, string> = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  if (!starts(path, env)) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib');
  if (!starts(path, env)) {
    throw new Error(`${path} does not start here. Install Chromium and name it in CHROMIUM_PATH.`);
  }
  return { path, env, version: `${version.split('.')[0]}.` };
}

function packagedVersion(): string {
  const file = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/**
 * The package unpacks into whatever `TMPDIR` says and reuses what lies there, whichever version that is. So it gets a
 * fresh folder, which takes its final name only when it is complete.
 */
async function unpack(folder: string): Promise<void> {
  const staging = mkdtempSync(join(tmpdir(), 'reedbed-chromium-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = staging;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    await inflate(
      new URL('../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url).pathname,
    );
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  mkdirSync(join(staging, 'font-cache'));
  writeFileSync(join(staging, 'fonts.conf'), fontSettings(folder));
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another process was quicker: its folder is as good as ours.
    if (!existsSync(folder)) throw error;
  }
}

/** Only the fonts that came with the browser, so that pictures do not depend on the machine. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

/** Whether the shared libraries it needs are there. */
function starts(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}
