import type { Sql } from '../../../src/server/platform/db.ts';

/**
 * Who may call which function of the schema `app`. Those that run with their owner's rights are doors in the wall: each
 * stands here by name, so that a new one is thought about.
 */
export const callers: Record<string, readonly ('login' | 'member' | 'system')[]> = {
  accept_invitation: ['system'],
  add_invented_people: ['member'],
  after_demonstration_went: [],
  after_role_went: [],
  after_roles_changed: [],
  analyse_schools: ['member'],
  append_audit: ['system'],
  assign_coders: ['member'],
  audit: ['member'],
  audit_hash: ['system'],
  audit_once: ['member'],
  audit_people: ['member'],
  audit_text: ['member', 'system'],
  brought_today: ['member'],
  closed_from: ['member'],
  codable_sources: ['member'],
  codes_blindly: ['member'],
  delete_retained: ['system'],
  enter: ['login'],
  finish_coding: ['member'],
  follow_codes: ['member'],
  forget_outside_coder: [],
  gathered_standing: [],
  has_role: ['member'],
  is_coded: ['member'],
  in_workspace: ['member', 'system'],
  known_people: ['member'],
  letters: ['member'],
  look_as: ['member'],
  may_appoint: ['member'],
  may_appoint_all: ['member'],
  may_appoint_as: [],
  named_blobs: ['system'],
  note_seen: ['member'],
  only_owner_of: ['system'],
  open_invitation: ['system'],
  open_sources: ['member'],
  outside_coder: ['member'],
  person: ['member', 'system'],
  pseudonyms_of: ['member'],
  pseudonyms_so_far: ['member'],
  prune_audit: ['system'],
  refuse_change_of_audit: [],
  refuse_change_of_chain: [],
  remove_schools_of: ['member'],
  role_sees_all: ['member'],
  role_sees_names: ['member'],
  school_counts: ['member'],
  school_ids: ['member'],
  sees_all: ['member'],
  sees_names: ['member'],
  shared_findings: ['member'],
  shared_summaries: ['member'],
  shared_words: ['member'],
  sight: ['member'],
  start_workspace: ['member'],
  workspaces: ['member', 'system'],
};

export interface Function {
  name: string;
  callers: string[];
  /** Runs with its owner's rights, but looks names up where its caller says. */
  led: boolean;
}

export const readFunctions = (owner: Sql) => owner<Function[]>`
  select p.proname as name, p.prosecdef and not coalesce(p.proconfig::text, '') like '%search_path=%' as led,
    array(select who from unnest(array['login', 'member', 'system']) who
      where has_function_privilege('reedbed_' || who, p.oid, 'execute')) as callers
  from pg_proc p where p.pronamespace = 'app'::regnamespace order by p.proname`;
