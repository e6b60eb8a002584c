import type { ReactNode } from 'react';

/** Leads from a piece of evidence, in its words, to what it speaks for; named where several hang on the same words. */
export type Concluding = (evidence: string, words: string, name?: string) => ReactNode;
