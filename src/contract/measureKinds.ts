import { z } from 'zod';

/** What a high value of a measure means. Every quantile says its direction in words, so every measure has one. */
export const highMeans = z.enum(['harder', 'easier', 'better', 'worse', 'neither']);
export type HighMeans = z.output<typeof highMeans>;

/** Whom a measure is about unless it says otherwise. */
export const allPupils = 'All pupils';

export const measureKind = z.enum(['context', 'result', 'process', 'inspection', 'governance', 'outcome']);
export type MeasureKind = z.output<typeof measureKind>;
