const special: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand in XML, in an element or an attribute. Control characters, which XML refuses, are dropped. */
export function escapeXml(text: string): string {
  const allowed = Array.from(text).filter((letter) => letter >= ' ' || letter === '\t' || letter === '\n');
  return allowed.join('').replace(/[&<>"']/g, (letter) => special[letter]);
}

/**
 * About how wide a line of Source Sans is, in pixels. A drawing without a DOM cannot measure, and placing labels needs
 * no more than this: widths by class of letter, on the generous side.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const letter of text) em += letterWidth(letter);
  return em * size;
}

function letterWidth(letter: string): number {
  if (" .,:;'’|!ijlI".includes(letter)) return 0.26;
  if ('frt-()[]/'.includes(letter)) return 0.35;
  if ('mwMW—%'.includes(letter)) return 0.83;
  if (letter >= 'A' && letter <= 'Z') return 0.6;
  return letter.charCodeAt(0) > 0x2e80 ? 1 : 0.52;
}

/** Shortens a line to a width, with an ellipsis. */
export function shorten(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Breaks a text into lines no wider than `width`. */
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
