import { textWidth } from './text.ts';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
  text: string;
}

export interface Label extends Point {
  /** The point it names, as an index into the points given. */
  point: number;
  anchor: 'start' | 'middle' | 'end';
  box: Box;
  /** A line from the label to its mark, where the label does not touch it. */
  leader: { x: number; from: number; to: number } | null;
}

export interface LabelRoom {
  bounds: Box;
  /** Where names should lie if they can: a ground of one colour. */
  prefer: Box | null;
  /** Boxes that are taken already. */
  taken: readonly Box[];
  /** Radius of a mark. */
  radius: number;
  size: number;
  /** At most so many labels: beyond, a drawing is a list and the table does better. */
  most: number;
}

const gap = 5;

/**
 * Places a name beside each point so that no name lies on another name, on another mark or outside the drawing: first
 * beside the mark, then above or below, then further up or down with a leader line. A name that fits nowhere is left
 * out. Who comes first decides who fits, so four orders are tried and the one that places most is kept.
 */
export function placeLabels(points: readonly Point[], room: LabelRoom): Label[] {
  const marks = points.map((point) => around(point, room.radius + 1.5));
  const rows = points.map((_, i) => i);
  const orders = [
    rows.toSorted((a, b) => points[a].x - points[b].x),
    rows.toSorted((a, b) => points[b].x - points[a].x),
    rows.toSorted((a, b) => points[a].y - points[b].y),
    rows.toSorted((a, b) => points[b].y - points[a].y),
  ];
  let best: Label[] = [];
  for (const order of orders) {
    const placed = placeInOrder(order, points, marks, room);
    if (placed.length > best.length) best = placed;
    if (best.length === points.length) break;
  }
  return best;
}

function placeInOrder(
  order: readonly number[],
  points: readonly Point[],
  marks: readonly Box[],
  room: LabelRoom,
): Label[] {
  const placed: Label[] = [];
  const lines: Box[] = [];
  const taken = [...room.taken];
  const free = (label: Label): boolean => {
    const { box, leader } = label;
    if (!inside(box, room.bounds) || touches(taken, box) || touches(lines, box)) return false;
    if (touches(marks, box, label.point)) return false;
    const line = leader === null ? null : leaderBox(leader);
    return line === null || !(touches(taken, line) || touches(marks, line, label.point));
  };
  for (const i of order) {
    if (placed.length >= room.most) break;
    const possible = candidates(points[i], i, room).filter(free);
    const label = possible.find(({ box }) => room.prefer !== null && inside(box, room.prefer)) ?? possible[0];
    if (label === undefined) continue;
    placed.push(label);
    taken.push(label.box);
    if (label.leader !== null) lines.push(leaderBox(label.leader));
  }
  return placed;
}

function touches(boxes: readonly Box[], box: Box, but = -1): boolean {
  for (let i = 0; i < boxes.length; i++) if (i !== but && overlap(boxes[i], box)) return true;
  return false;
}

function candidates(point: Point, index: number, room: LabelRoom): Label[] {
  const width = textWidth(point.text, room.size);
  const beside = room.radius + gap;
  const make = (anchor: Label['anchor'], x: number, y: number, leader: Label['leader'] = null): Label => {
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    const box = {
      left: left - 2,
      right: left + width + 2,
      top: y - room.size * 0.85,
      bottom: y + room.size * 0.3,
    };
    return { point: index, text: point.text, anchor, x, y, box, leader };
  };
  const middle = point.y + room.size * 0.34;
  const labels = [
    make('end', point.x - beside, middle),
    make('start', point.x + beside, middle),
    make('middle', point.x, point.y - beside - 3),
    make('middle', point.x, point.y + beside + room.size * 0.8),
  ];
  for (const step of [24, 42, 60, 78, 96]) {
    const up = point.y - step;
    const down = point.y + step;
    const upward = { x: point.x, from: point.y - room.radius, to: up + 3 };
    const downward = { x: point.x, from: point.y + room.radius, to: down - room.size };
    for (const anchor of ['middle', 'end', 'start'] as const) {
      const x = anchor === 'end' ? point.x + 6 : anchor === 'start' ? point.x - 6 : point.x;
      labels.push(make(anchor, x, up, upward), make(anchor, x, down, downward));
    }
  }
  return labels;
}

function leaderBox(leader: NonNullable<Label['leader']>): Box {
  return {
    left: leader.x - 1,
    right: leader.x + 1,
    top: Math.min(leader.from, leader.to),
    bottom: Math.max(leader.from, leader.to),
  };
}

function around({ x, y }: Point, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

export function inside(box: Box, bounds: Box): boolean {
  return (
    box.left >= bounds.left &&
    box.right <= bounds.right &&
    box.top >= bounds.top &&
    box.bottom <= bounds.bottom
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
