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
  const beside = freeOfMarks(points, room);
  const rows = points.map((_, i) => i);
  const orders = [
    rows.toSorted((a, b) => points[a].x - points[b].x),
    rows.toSorted((a, b) => points[b].x - points[a].x),
    rows.toSorted((a, b) => points[a].y - points[b].y),
    rows.toSorted((a, b) => points[b].y - points[a].y),
  ];
  let best: Label[] = [];
  for (const order of orders) {
    const placed = placeInOrder(order, beside, room);
    if (placed.length > best.length) best = placed;
    if (best.length === points.length) break;
  }
  return best;
}

/**
 * For a point, where its name could lie if there were no other names. The same in every order, and with hundreds of marks
 * nearly all of the work: so each is reckoned once, when it is asked for, against the marks nearby.
 */
function freeOfMarks(points: readonly Point[], room: LabelRoom): (i: number) => Label[] {
  const touchesMark = nearby(points.map((point) => around(point, room.radius + 1.5)));
  const free = ({ box, leader, point }: Label): boolean => {
    if (!inside(box, room.bounds) || touches(room.taken, box) || touchesMark(box, point)) return false;
    const line = leader === null ? null : leaderBox(leader);
    return line === null || !(touches(room.taken, line) || touchesMark(line, point));
  };
  const known = new Map<number, Label[]>();
  return (i) => {
    const labels = known.get(i) ?? candidates(points[i], i, room).filter(free);
    known.set(i, labels);
    return labels;
  };
}

const cell = 16;

/** Tells whether a box lies on one of many small ones, but for one of them; looks at those alone that lie in the same squares. */
function nearby(marks: readonly Box[]): (box: Box, but: number) => boolean {
  const squares = new Map<number, number[]>();
  marks.forEach((mark, i) =>
    someSquare(mark, (square) => {
      const there = squares.get(square);
      if (there === undefined) squares.set(square, [i]);
      else there.push(i);
      return false;
    }),
  );
  return (box, but) =>
    someSquare(
      box,
      (square) => squares.get(square)?.some((i) => i !== but && overlap(marks[i], box)) ?? false,
    );
}

function someSquare(box: Box, is: (square: number) => boolean): boolean {
  const [right, bottom] = [Math.floor(box.right / cell), Math.floor(box.bottom / cell)];
  for (let row = Math.floor(box.top / cell); row <= bottom; row++)
    for (let column = Math.floor(box.left / cell); column <= right; column++)
      if (is(row * 65_536 + column)) return true;
  return false;
}

function placeInOrder(
  order: readonly number[],
  beside: (i: number) => readonly Label[],
  room: LabelRoom,
): Label[] {
  const placed: Label[] = [];
  const lines: Box[] = [];
  const names: Box[] = [];
  const free = ({ box, leader }: Label): boolean =>
    !touches(names, box) && !touches(lines, box) && (leader === null || !touches(names, leaderBox(leader)));
  for (const i of order) {
    if (placed.length >= room.most) break;
    const possible = beside(i).filter(free);
    const label = possible.find(({ box }) => room.prefer !== null && inside(box, room.prefer)) ?? possible[0];
    if (label === undefined) continue;
    placed.push(label);
    names.push(label.box);
    if (label.leader !== null) lines.push(leaderBox(label.leader));
  }
  return placed;
}

function touches(boxes: readonly Box[], box: Box): boolean {
  return boxes.some((one) => overlap(one, box));
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
