import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/tools.ts';
import {
  frameworkFile,
  type Element,
  type FrameworkFile,
  type Pole,
  type Sign,
} from '../../src/contract/frameworkFile.ts';

export const folder = join(root, 'frameworks');

export const signs: Sign[] = ['+', '-'];

/** With what is wrong in it, if anything. */
export const parsed = (key: string) =>
  frameworkFile.safeParse(JSON.parse(readFileSync(join(folder, `${key}.json`), 'utf8')));

export function read(key: string): FrameworkFile {
  const { data, error } = parsed(key);
  if (data === undefined) throw error;
  return data;
}

interface Side {
  element: Element;
  sign: Sign;
  pole: Pole;
}
export const sidesOf = ({ content }: FrameworkFile): Side[] =>
  content.elements.flatMap((element) =>
    signs.flatMap((sign) => {
      const pole = element.poles[sign];
      return pole === null ? [] : [{ element, sign, pole }];
    }),
  );
