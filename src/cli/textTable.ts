export interface Column {
  head: string;
  /** Numbers stand right. */
  right?: boolean;
}

/** Rows as aligned text, two blanks between columns; long words are cut so that lines stay on the screen. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  longest = 44,
): string {
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => row.map((text) => shorten(text, longest))),
  ];
  const widths = columns.map((_, i) =>
    lines.reduce((most, line) => Math.max(most, letterCount(line[i] ?? '')), 0),
  );
  return lines.map((line) => writeLine(line, columns, widths)).join('');
}

function shorten(text: string, longest: number): string {
  return letterCount(text) > longest
    ? `${Array.from(text)
        .slice(0, longest - 1)
        .join('')}…`
    : text;
}

function letterCount(text: string): number {
  return Array.from(text).length;
}

function writeLine(line: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  const cells = line.map((text, i) => {
    const blanks = ' '.repeat(Math.max(0, (widths[i] ?? 0) - letterCount(text)));
    return columns[i]?.right === true ? blanks + text : text + blanks;
  });
  return `${cells.join('  ').trimEnd()}\n`;
}

/** Long sentences in lines of at most `width`, each line moved in by two blanks. */
export function paragraph(text: string, width = 100): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return `${lines.join('\n')}\n`;
}
