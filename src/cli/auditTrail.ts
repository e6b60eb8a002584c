import { UsageError } from './usage.ts';

const installation = '00000000-0000-0000-0000-000000000000';

export const trailOptions = {
  workspace: { type: 'string' },
  installation: { type: 'boolean' },
  data: { type: 'string' },
} as const;

/** The chain that the options name; undefined where they name none. */
export function chainOf(
  command: string,
  { workspace, installation: common }: { workspace?: string | undefined; installation?: boolean | undefined },
): string | undefined {
  if (workspace !== undefined && common === true)
    throw new UsageError(command, 'Name one trail: --workspace ID or --installation.');
  if (workspace !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(workspace)) {
    throw new UsageError(
      command,
      '--workspace takes the id of a workspace, as it stands in the address of its pages.',
    );
  }
  return common === true ? installation : workspace;
}

interface Seal {
  sequence: number;
  hash: string;
}

/** What was found in a trail that is unbroken. */
export function unbroken(trail: {
  lines: number;
  removed: number;
  from: string | null;
  to: string | null;
  head: Seal;
}): string {
  const { lines, removed, from, to, head } = trail;
  const span = from === null || to === null ? '' : ` from ${from} to ${to}`;
  const gone =
    removed === 0 ? '' : ` The lines up to ${String(removed)} were removed when their time was over.`;
  return `Unbroken: ${String(lines)} lines${span}.${gone}\nThe last seal, of line ${String(head.sequence)}: ${head.hash}\n`;
}
