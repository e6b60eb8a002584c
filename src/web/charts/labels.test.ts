import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inside, placeLabels, type Box, type LabelRoom } from './labels.ts';

const room: LabelRoom = {
  bounds: { left: 0, right: 600, top: 0, bottom: 400 },
  prefer: null,
  taken: [{ left: 0, right: 130, top: 0, bottom: 28 }],
  radius: 6.5,
  size: 13.5,
  most: 60,
};

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('placeLabels', () => {
  it('puts a lone name at the left of its mark', () => {
    const [label] = placeLabels([{ x: 300, y: 200, text: 'Lincoln' }], room);
    expect(label).toMatchObject({ anchor: 'end', point: 0, leader: null });
    expect(label!.x).toBeLessThan(300 - room.radius);
  });

  it('puts it at the right where the left is the edge', () => {
    const [label] = placeLabels([{ x: 20, y: 200, text: 'Lincoln' }], room);
    expect(label).toMatchObject({ anchor: 'start', leader: null });
  });

  it('moves a name away with a leader line where neighbours leave no room beside the mark', () => {
    const points = [
      { x: 287, y: 190, text: 'Murdock Elementary' },
      { x: 297, y: 179, text: 'Anderson Valley High' },
      { x: 319, y: 184, text: 'Mill Street Elementary' },
      { x: 327, y: 194, text: 'San Juan Elementary' },
    ];
    const labels = placeLabels(points, room);
    expect(labels).toHaveLength(4);
    expect(labels.some((label) => label.leader !== null)).toBe(true);
  });

  it('prefers the ground of one colour', () => {
    const prefer = { left: 280, right: 600, top: 0, bottom: 400 };
    const [label] = placeLabels([{ x: 300, y: 200, text: 'Lincoln' }], { ...room, prefer });
    expect(label!.anchor).toBe('start');
    expect(inside(label!.box, prefer)).toBe(true);
  });

  it('never lets a name lie on a name, on another mark, on a taken place or outside', () => {
    const point = fc.record({
      x: fc.integer({ min: 10, max: 590 }),
      y: fc.integer({ min: 10, max: 390 }),
      text: fc.stringMatching(/^[A-Za-z ]{1,24}$/),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const labels = placeLabels(points, room);
        for (const label of labels) {
          expect(inside(label.box, room.bounds)).toBe(true);
          expect(room.taken.some((box) => overlap(box, label.box))).toBe(false);
          const others = points.filter((_, i) => i !== label.point);
          const marks = others.map(({ x, y }) => ({
            left: x - 6.5,
            right: x + 6.5,
            top: y - 6.5,
            bottom: y + 6.5,
          }));
          expect(marks.some((box) => overlap(box, label.box))).toBe(false);
          expect(labels.some((one) => one !== label && overlap(one.box, label.box))).toBe(false);
        }
        expect(new Set(labels.map((label) => label.point)).size).toBe(labels.length);
      }),
      { numRuns: 150 },
    );
  });

  it('stops at the most', () => {
    const points = [0, 1, 2, 3].map((i) => ({ x: 300, y: 60 + i * 80, text: `School ${String(i)}` }));
    expect(placeLabels(points, { ...room, most: 2 })).toHaveLength(2);
  });
});
