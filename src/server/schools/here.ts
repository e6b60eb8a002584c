import type { Scope } from '../platform/scope.ts';

/** The workspace of a scope, for rows that are added to it. */
export const workspaceOf = (scope: Scope): string => scope.actor.workspace ?? '';
