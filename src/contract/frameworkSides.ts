import type { Element, Pole, Side } from './frameworkFile.ts';

const sides = ['+', '-', 'none'] as const satisfies readonly Side[];

/** What there is of an element: as a strength, as a concern, as neither. */
export const polesOf = ({ poles }: Pick<Element, 'poles'>): { side: Side; pole: Pole }[] =>
  sides.flatMap((side) => {
    const pole = poles[side] ?? null;
    return pole === null ? [] : [{ side, pole }];
  });

/** What is said of an element, in words. */
export const poleWords = {
  '+': 'strength',
  '-': 'concern',
  mixed: 'both ways',
  none: 'neither way',
} as const satisfies Record<Side | 'mixed', string>;
