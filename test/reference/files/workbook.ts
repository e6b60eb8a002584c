import { strToU8, zipSync } from 'fflate';

type Cell =
  string | number | boolean | null | { date: number } | { formula: string; value: number } | { raw: string };

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The smallest XLSX that spreadsheets accept: one part per sheet, text inline, style 1 for dates. */
export function workbook(sheets: Record<string, Cell[][]>): Uint8Array {
  return pack(Object.entries(sheets).map(([name, rows]) => ({ name, xml: rows.map(rowXml).join('') })));
}

/** A workbook whose sheet has exactly these rows as XML, however wrong. */
export function workbookOfXml(xml: string): Uint8Array {
  return pack([{ name: 'Sheet1', xml }]);
}

function pack(sheets: { name: string; xml: string }[]): Uint8Array {
  const list = sheets
    .map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('');
  const links = sheets
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join('');
  const styles = `<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/>`;
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}${styles}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [i, { xml }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet ${main}><sheetData>${xml}</sheetData></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(head + xml)])));
}

function rowXml(row: Cell[], i: number): string {
  const cells = row.map((cell, j) => cellXml(cell, `${String.fromCharCode(65 + j)}${i + 1}`)).join('');
  return cells === '' ? '' : `<row r="${i + 1}">${cells}</row>`;
}

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if ('date' in cell) return `<c r="${at}" s="1"><v>${cell.date}</v></c>`;
  if ('raw' in cell) return `<c r="${at}"><v>${cell.raw}</v></c>`;
  return `<c r="${at}"><f>${cell.formula}</f><v>${cell.value}</v></c>`;
}
