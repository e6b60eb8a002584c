/** XML as text: what is written here is whole by construction, because nothing else writes tags. */

type Attributes = Record<string, string | number | boolean | null>;

/** What XML cannot hold at all is left out. */
const holdable = (text: string) =>
  text.replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const inText = (text: string) => holdable(text).replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign);
const inAttribute = (text: string) =>
  holdable(text).replaceAll(/[&<>"\n\t]/g, (sign) => escapes[sign] ?? sign);

/** An element; attributes of null are left out. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`)
    .join('');
  const body = children.join('');
  return body === '' ? `<${name}${said}/>` : `<${name}${said}>${body}</${name}>`;
}

/** An element with words in it, and none where there are no words. */
export const textTag = (name: string, text: string): string =>
  text === '' ? '' : `<${name}>${inText(text)}</${name}>`;

/** Leads to a memo. */
export const refTag = ({ guid }: { guid: string }): string => tag('NoteRef', { targetGUID: guid });

/** Around a list; none where it is empty, because packages refuse containers with nothing in them. */
export const listTag = (name: string, children: readonly string[]): string =>
  children.length === 0 ? '' : tag(name, {}, ...children);

export const declared = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
