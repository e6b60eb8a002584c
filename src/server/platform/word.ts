import { zipSync } from 'fflate';

/** A paragraph, a heading of the next rank, or a table whose first row stands on every page. */
export type WordBlock = string | { heading: string } | { rows: readonly (readonly string[])[] };

/** Blocks under a title as a Word document: the smallest package that Office Open XML allows. */
export function wordDocument(title: string, blocks: readonly WordBlock[]): Uint8Array<ArrayBuffer> {
  const files = {
    '[Content_Types].xml': types,
    '_rels/.rels': relations,
    'word/document.xml': documentOf(title, blocks),
  };
  return zipOf(files);
}

/** Text files as a ZIP archive; the same texts give the same bytes. */
export function zipOf(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
  return new Uint8Array(zipSync(bytes, { mtime: '1980-01-01T12:00:00' }));
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

const relations = `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

const run = (text: string, look = '') => `<w:r>${look}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (text: string, look = '') =>
  `<w:p>${text
    .split('\n')
    .map((line) => run(line, look))
    .join('<w:r><w:br/></w:r>')}</w:p>`;
const bold = (size: number) => `<w:rPr><w:b/><w:sz w:val="${String(size)}"/></w:rPr>`;

function documentOf(title: string, blocks: readonly WordBlock[]): string {
  const body = [paragraph(title, bold(28)), ...blocks.map(blockOf)];
  return `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`;
}

function blockOf(block: WordBlock): string {
  if (typeof block === 'string') return paragraph(block);
  return 'heading' in block ? paragraph(block.heading, bold(24)) : tableOf(block.rows);
}

const edges = ['top', 'bottom', 'insideH'].map(
  (edge) => `<w:${edge} w:val="single" w:sz="4" w:color="999999"/>`,
);

/** Word wants a paragraph behind a table. */
function tableOf([top = [], ...rows]: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], look: string) =>
    row
      .map((cell) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(cell, look)}</w:tc>`)
      .join('');
  const first = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cells(top, '<w:rPr><w:b/></w:rPr>')}</w:tr>`;
  const others = rows.map((row) => `<w:tr>${cells(row, '')}</w:tr>`);
  const grid = top.map(() => '<w:gridCol/>').join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${edges.join('')}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${first}${others.join('')}</w:tbl><w:p/>`;
}

/** XML knows no control characters, which nobody can type into a name here anyway. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
