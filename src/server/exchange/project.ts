import type { Target } from '#contract/coding';
import type { ReadTurns } from '#contract/speakerTurns';
import type { Informant, SourceRecord, Speaker, Translation } from '#contract/sources';

/** What a project of any package comes to: sources, trees of codes, and who said what of which words. */
export interface Project {
  name: string;
  coders: Coder[];
  codebooks: Codebook[];
  sources: ProjectSource[];
}

export interface Coder {
  guid: string;
  name: string;
}

/** Codes that belong together, as a framework here. */
export interface Codebook {
  guid: string;
  title: string;
  about: string;
  codes: CodeNode[];
}

export interface CodeNode {
  guid: string;
  name: string;
  codable: boolean;
  description: string;
  /** Of which poles it is, and whether it is an element as a whole, where the file says so. */
  pole: Target['pole'] | null;
  whole: boolean;
  memos: ProjectMemo[];
  children: CodeNode[];
}

export interface ProjectSource {
  guid: string;
  title: string;
  fileName: string;
  text: string;
  /** How speakers are told in the text; turns that no pattern tells stand beside it. */
  pattern: string | null;
  turns: ReadTurns;
  record: Omit<SourceRecord, 'title' | 'school'>;
  /** The school it was held in, by name and reference; empty where there is none. */
  school: { name: string; reference: string };
  informants: Informant[];
  speakers: Speaker[];
  quotations: ProjectQuotation[];
  translation: Translation | null;
  /** Of the source as a whole. */
  memos: ProjectMemo[];
}

export interface ProjectQuotation {
  guid: string;
  start: number;
  end: number;
  coder: string;
  at: string;
  codings: { guid: string; code: string; at: string; strength?: number; suggested?: true }[];
  memos: ProjectMemo[];
}

export interface ProjectMemo {
  guid: string;
  content: string;
  coder: string;
  at: string;
}

/** What had to be repaired or left out while a file was read, in words for whoever brought it. */
export interface Remarks {
  repaired: string[];
  leftOut: string[];
}

/** A file as it was read. */
export interface Read {
  project: Project;
  remarks: Remarks;
}

export const noTurns: ReadTurns = { start: [], wordsAt: [], end: [], speaker: [], seconds: [] };
