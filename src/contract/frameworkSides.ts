import type { Element, Pole, Side } from './frameworkFile.ts';

const sides = ['+', '-', 'none'] as const satisfies readonly Side[];

/** What there is of an element: as a strength, as a concern, as neither. */
export const polesOf = ({ poles }: Pick<Element, 'poles'>): { side: Side; pole: Pole }[] =>
  sides.flatMap((side) => {
    const pole = poles[side] ?? null;
    return pole === null ? [] : [{ side, pole }];
  });

export const sideWords = { '+': 'strength', '-': 'concern', none: 'neither' } as const satisfies Record<
  Side,
  string
>;
