import { strFromU8 } from 'fflate';
import { ProblemError } from '#contract/problem';
import { openArchive } from '../../platform/archive.ts';

/** What an archive of a project holds: the project itself, and its files by their names in small letters. */
export interface Container {
  xml: string;
  files: ReadonlyMap<string, Uint8Array>;
}

const mostUnpacked = 256 * 1024 * 1024;
const mostEntries = 20_000;

/** Opens an archive. Only texts are unpacked: recordings and pictures would only fill the memory. */
export function openProject(bytes: Uint8Array, fileName: string): Container {
  const refuse = (why: string, cause?: unknown) =>
    new ProblemError('invalid', `‘${fileName}’ ${why}`, { cause });
  const parts = openArchive(bytes, {
    wanted: (name) => /\.(?:qde|txt|docx)$/i.test(name),
    mostEntries,
    mostBytes: mostUnpacked,
    tooMany: () => refuse('holds too many files to be a project.'),
    tooLarge: () => refuse('unpacks to more than can be read.'),
    damaged: (cause) => refuse('is no archive of a project (.qdpx). Export the project as REFI-QDA.', cause),
  });
  const [project] = Object.keys(parts).filter((name) => /^[^/\\]+\.qde$/i.test(name));
  const content = project === undefined ? undefined : parts[project];
  if (content === undefined) throw refuse('holds no project (.qde). Export the project as REFI-QDA.');
  const files = new Map(
    Object.entries(parts).map(([name, part]) => [(name.split(/[/\\]/).at(-1) ?? '').toLowerCase(), part]),
  );
  return { xml: strFromU8(content), files };
}

/** A file of the archive, by the path that a project gives; none of what lies outside it. */
export function fileAt(
  { files }: Container,
  path: string | undefined,
): { name: string; bytes: Uint8Array } | null {
  if (path === undefined || /^(?:absolute|relative):/i.test(path)) return null;
  const name = (
    path
      .replace(/^internal:\/\//i, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  ).toLowerCase();
  const bytes = files.get(name);
  return bytes === undefined ? null : { name, bytes };
}
