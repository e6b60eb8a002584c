import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPng, smallPng } from '../scripts/pictures/smallPng.ts';

function chunk(kind: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  // Nobody reads the sum at the end here.
  return Buffer.concat([size, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
}

/** Each row in another way of writing it, as browsers mix them. */
function asBrowsersWrite(rgb: Uint8Array, width: number): Buffer {
  const [stride, height] = [width * 3, rgb.length / 3 / width];
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : rgb[y * stride + x]);
  const rows = Array.from({ length: height }, (_, y) => {
    const filter = y % 5;
    const row = Array.from({ length: stride }, (__, x) => {
      const [a, b, c] = [at(x - 3, y), at(x, y - 1), x < 3 ? 0 : at(x - 3, y - 1)];
      const plane = a + b - c;
      const paeth = [a, b, c].toSorted((p, q) => Math.abs(plane - p) - Math.abs(plane - q))[0];
      return at(x, y) - [0, a, b, Math.floor((a + b) / 2), paeth][filter];
    });
    return [filter, ...row.map((one) => one & 255)];
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const data = deflateSync(Uint8Array.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), chunk('IHDR', head), chunk('IDAT', data)]);
}

const part = (file: Buffer, kind: string) => {
  const at = file.indexOf(kind, 0, 'latin1');
  return file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4));
};

/** The colours of a picture that has a palette and rows without differences. */
function colours(file: Buffer, width: number): number[] {
  const palette = part(file, 'PLTE');
  const rows = [...inflateSync(part(file, 'IDAT'))].filter((_, i) => i % (width + 1) !== 0);
  return rows.flatMap((place) => [...palette.subarray(place * 3, place * 3 + 3)]);
}

describe('pictures of the guide', () => {
  const few = Uint8Array.from({ length: 4 * 5 * 3 }, (_, i) => (i * 37) % 251);

  it('are read as browsers write them', () => {
    const { width, height, rgb } = readPng(asBrowsersWrite(few, 4));
    expect([width, height]).toEqual([4, 5]);
    expect([...rgb]).toEqual([...few]);
  });

  it('keep every colour where there are few', () => {
    expect(colours(smallPng({ width: 4, height: 5, rgb: few }), 4)).toEqual([...few]);
  });

  it('keep the frequent colours, and the nearest of them for others', () => {
    // 256 colours twice each, and one beside the last of them.
    const shades = Array.from({ length: 256 }, (_, i) => [i, 0, 200]);
    const rgb = Uint8Array.from([...shades, ...shades, [255, 3, 201]].flat());
    const kept = colours(smallPng({ width: 513, height: 1, rgb }), 513);
    expect(kept.slice(-3)).toEqual([255, 0, 200]);
    expect(kept.slice(0, -3)).toEqual([...rgb].slice(0, -3));
  });
});
