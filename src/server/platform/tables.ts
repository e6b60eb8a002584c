// Written by `node --conditions=source scripts/tables.ts` from the migrated schema. Do not edit.
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type JsonOrDefault = ColumnType<unknown, string | undefined, string>;

export interface Tables {
  audit_entry: {
    workspace_id: string;
    id: string;
    at: Generated<string>;
    person_id: string;
    act: string;
    object_kind: string;
    object_id: string | null;
    detail: JsonOrDefault;
  };
  file_import: {
    workspace_id: string;
    id: string;
    file_name: string;
    content_hash: string;
    bytes: number;
    format: string;
    read_as: string;
    rows: number;
    columns: Json;
    mapping: Json | null;
    stored_at: string | null;
    created_by: string;
    created_at: Generated<string>;
  };
  grouping: {
    workspace_id: string;
    id: string;
    key: string;
    label: string;
    position: number;
  };
  installation: {
    only_row: Generated<boolean>;
    created_at: Generated<string>;
    example_at: string | null;
  };
  job: {
    workspace_id: string;
    id: string;
    kind: string;
    input: Json;
    state: Generated<string>;
    step: Generated<string>;
    done: Generated<number>;
    total: Generated<number>;
    error: string | null;
    result: Json | null;
    cancel_requested: Generated<boolean>;
    attempts: Generated<number>;
    heartbeat: string | null;
    created_by: string;
    created_at: Generated<string>;
    finished_at: string | null;
  };
  measure: {
    workspace_id: string;
    id: string;
    key: string;
    label: string;
    kind: string;
    high_means: string;
    period: string | null;
    unit: string | null;
    position: number;
    import_id: string;
  };
  measure_value: {
    workspace_id: string;
    measure_id: string;
    school_id: string;
    value: number | null;
    missing: string | null;
  };
  migration: {
    name: string;
    hash: string;
    at: Generated<string>;
  };
  person: {
    id: string;
    name: string;
    created_at: Generated<string>;
  };
  school: {
    workspace_id: string;
    id: string;
    reference: string;
    name: string;
  };
  school_group: {
    workspace_id: string;
    grouping_id: string;
    school_id: string;
    name: string;
  };
  session: {
    token_hash: Uint8Array;
    person_id: string;
    created_at: Generated<string>;
    seen_at: Generated<string>;
    expires_at: string;
  };
  sign_in_link: {
    token_hash: Uint8Array;
    person_id: string;
    created_at: Generated<string>;
    expires_at: string;
    used_at: string | null;
  };
  workspace: {
    id: string;
    name: string;
    kind: string;
    source: string | null;
    created_at: Generated<string>;
  };
  workspace_member: {
    workspace_id: string;
    person_id: string;
    role: string;
    created_at: Generated<string>;
  };
}
