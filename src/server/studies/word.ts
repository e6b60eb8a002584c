import { zipSync } from 'fflate';

/** Paragraphs under a title as a Word document: the smallest package that Office Open XML allows. */
export function wordDocument(title: string, paragraphs: readonly string[]): Uint8Array<ArrayBuffer> {
  const files = {
    '[Content_Types].xml': types,
    '_rels/.rels': relations,
    'word/document.xml': documentOf(title, paragraphs),
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

function documentOf(title: string, paragraphs: readonly string[]): string {
  const run = (text: string, look: string) =>
    `<w:r>${look}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
  const body = [
    `<w:p>${run(title, '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>')}</w:p>`,
    ...paragraphs.map((text) => `<w:p>${run(text, '')}</w:p>`),
  ];
  return `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`;
}

/** XML knows no control characters, which nobody can type into a name here anyway. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
