import type { Role } from '../../../src/contract/workspaces.ts';
import type { Held, Viewer } from './world.ts';

export type Row = Record<string, unknown>;
export type Sight = (viewer: Seeing, row: Row) => boolean;

/** A viewer with what the sights ask about them. */
export interface Seeing extends Viewer {
  person: string;
  here: Held[];
  /** Roles held by anybody, for those whom one may know by what they hold. */
  everybodys: { workspace: string; person: string; role: Role; school: string | null }[];
  /** With whom a school is shared now. */
  shared: { workspace: string; person: string; school: string }[];
  /** People of elsewhere, in whose name a file may bring what they coded. */
  outside: { workspace: string; person: string }[];
}

export interface Promised {
  read?: Sight;
  insert?: Sight;
  update?: Sight;
  delete?: Sight;
  /** Of a table that only the system reaches: what the interface tells somebody nonetheless. */
  told?: Sight;
  /** What the system may do, with every row: 'read' or 'write'. */
  system?: 'read' | 'write';
}
