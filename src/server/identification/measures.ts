import type { Frame } from '#contract/identification';

type Measure = Frame['measures'][number];

export function measureOf(frame: Frame, key: string): Measure {
  const measure = frame.measures.find((one) => one.key === key);
  if (measure === undefined) throw new Error(`No measure ${key} in the frame.`);
  return measure;
}

/** As people read it: `Academic Performance Index, 2000`. */
export const titleOf = ({ label, period }: Pick<Measure, 'label' | 'period'>): string =>
  period === null ? label : `${label}, ${period}`;
