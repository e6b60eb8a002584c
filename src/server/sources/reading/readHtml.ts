import { Parser } from 'htmlparser2';
import { tidyText } from '#contract/codePoints';
import { clean } from '../../platform/decodeText.ts';

/** What ends a line, and what holds no words that anybody said. */
const blocks = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul br'.split(
    ' ',
  ),
);
const silent = new Set([
  'script',
  'style',
  'head',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
]);

/** The words of a page, a line for each paragraph, heading, item and row. What a script would write is not there. */
export function wordsOfHtml(html: string): string {
  const lines: string[] = [''];
  let hidden = 0;
  const breakLine = () => {
    if (lines.at(-1)?.trim() !== '') lines.push('');
  };
  const parser = new Parser({
    onopentagname: (name) => {
      if (silent.has(name)) hidden += 1;
      if (blocks.has(name)) breakLine();
    },
    ontext: (text) => {
      if (hidden === 0) lines[lines.length - 1] = `${lines.at(-1) ?? ''}${text}`;
    },
    onclosetag: (name) => {
      if (silent.has(name)) hidden -= 1;
      if (blocks.has(name)) breakLine();
      else if (name === 'td' || name === 'th') lines[lines.length - 1] = `${lines.at(-1) ?? ''}\t`;
    },
  });
  parser.end(html);
  const words = lines.map((line) =>
    line
      .replaceAll(/[^\S\t]+/g, ' ')
      .replaceAll(/ ?\t ?/g, '\t')
      .trim(),
  );
  return clean(tidyText(words.filter((line) => line !== '').join('\n')));
}
