import { ProblemError } from '#contract/problem';
import type { Settings } from '#contract/settings';
import type { Role } from '#contract/workspaces';
import type { Scope } from '../platform/scope.ts';
import type { Session } from '../platform/sessions.ts';

type Rule = Settings['secondStep'];

const running: readonly Role[] = ['owner', 'coordinator', 'partnership lead'];

/** Whether a workspace with this rule lets somebody with these roles in by a session of one step only. */
export function isOneStepEnough(rule: Rule, roles: readonly Role[]): boolean {
  if (rule === 'own choice') return true;
  return rule === 'whoever runs it' && !roles.some((role) => running.includes(role));
}

/** What the workspace asks for. Whoever does not belong to it learns nothing. */
export async function ruleIn({ sql }: Scope): Promise<Rule> {
  const [row] = await sql<{ rule: Rule }[]>`
    select second_step as rule from workspace where id = (select app.in_workspace())`;
  return row?.rule ?? 'own choice';
}

export const secondStepNeeded = () =>
  new ProblemError(
    'second-step-needed',
    'The owner of this workspace asks people like you to sign in with a second step. Set up an authenticator app or a ' +
      'passkey under your account; it counts at once. If you have a passkey already, sign in with it.',
  );

/** Nobody asks of others what would keep themselves out. */
export function mayAskOthers({ secondStep }: Pick<Settings, 'secondStep'>, session: Session): void {
  if (secondStep === 'own choice' || session.twice) return;
  const detail =
    'You signed in with one step, so you would be kept out yourself. Set up an authenticator app or a passkey under your ' +
    'account first. Nothing was changed.';
  throw new ProblemError('conflict', detail, { errors: [{ pointer: '/secondStep', detail }] });
}
