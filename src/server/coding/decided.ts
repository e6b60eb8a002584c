import type { Scope } from '../platform/scope.ts';

/** Of evidence `e`: where differences were decided in a source, what was decided stands for what coders said. */
export const whatStands = ({ sql }: Scope) => sql`
  (e.source_id not in (select source_id from reconciled_unit)
    or (e.source_id, e.created_by) in (select source_id, decided_by from reconciled_unit))`;
