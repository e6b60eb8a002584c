import type { Act, Event } from '#contract/endpoint';
import type { TransactionSql } from './db.ts';
import { newId } from './ids.ts';

/** The chain of what belongs to no workspace. */
export const commonTrail = '00000000-0000-0000-0000-000000000000';

interface Line {
  /** The workspace, or `commonTrail`. */
  chain: string;
  act: Act | Event;
  objectKind: string;
  objectId: string | null;
  detail: Record<string, unknown>;
}

/** A line of the audit trail about what nobody asked for over the network: it has neither person nor address. */
export async function appendToTrail(tx: TransactionSql, line: Line): Promise<void> {
  await tx`select set_config('app.person', '', true), set_config('app.roles', '', true),
    set_config('app.origin', '', true)`;
  await tx`select app.append_audit(${line.chain}, ${newId()}, ${line.act}, ${line.objectKind}, ${line.objectId},
    ${JSON.stringify(line.detail)}::jsonb, null, null)`;
}
