import type { Download } from './bind.ts';

const [quotation, carriageReturn] = [0x22, 0x0d];

/** A file under a mark: it stands before its name and, in a table, in a last column, which no reader of CSV stumbles on. */
export function marked({ fileName, type, body }: Download, mark: string): Download {
  const named = { fileName: `${mark}-${fileName}`, type };
  if (!type.startsWith('text/csv')) return { ...named, body };
  const column = lastColumn(mark, 'yes');
  if (!(body instanceof ReadableStream)) {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return { ...named, body: column(bytes) };
  }
  const through = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => controller.enqueue(column(piece)),
  });
  return { ...named, body: body.pipeThrough(through) };
}

/**
 * Adds a column to a table that arrives in pieces, each row ended by CRLF. A line break within quotation marks belongs
 * to a cell; a quotation mark written twice opens and closes, which changes nothing.
 */
export function lastColumn(header: string, value: string): (piece: Uint8Array) => Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const [first, other] = [encoder.encode(`,${header}`), encoder.encode(`,${value}`)];
  let within = false;
  let rows = 0;
  return (piece) => {
    const parts: Uint8Array[] = [];
    let from = 0;
    for (const [i, byte] of piece.entries()) {
      if (byte === quotation) within = !within;
      if (byte !== carriageReturn || within) continue;
      parts.push(piece.subarray(from, i), rows++ === 0 ? first : other);
      from = i;
    }
    return new Uint8Array(Buffer.concat([...parts, piece.subarray(from)]));
  };
}
