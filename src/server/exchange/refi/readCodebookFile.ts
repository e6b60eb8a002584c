import { ProblemError } from '#contract/problem';
import type { Codebook } from '../project.ts';
import { readCodebooks } from './readCodes.ts';
import { all, first, readXml } from './xmlTree.ts';

/** Reads a codebook of any package (.qdc), or the codebook of a project that was taken out of its archive. */
export function readCodebookFile(bytes: Uint8Array, fileName: string): Codebook[] {
  const root = readXml(new TextDecoder().decode(bytes), fileName);
  const codeBook = root.name === 'CodeBook' ? root : first(root, 'CodeBook');
  const title = (root.attributes['name'] ?? '').trim() || fileName.replace(/\.(?:qdc|qde|xml)$/i, '');
  const codebooks = readCodebooks(codeBook, { sets: all(first(root, 'Sets'), 'Set'), name: title });
  if (codebooks.length === 0)
    throw new ProblemError(
      'invalid',
      `No codes were found in ‘${fileName}’. Bring a codebook of REFI-QDA (.qdc).`,
    );
  return codebooks;
}
