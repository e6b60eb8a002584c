// Written by `node --conditions=source scripts/tables.ts` from the migrated schema. Do not edit.
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type JsonOrDefault = ColumnType<unknown, string | undefined, string>;

export interface Tables {
  account: {
    person_id: string;
    email: string | null;
    email_verified_at: string | null;
    password_hash: string | null;
    password_at: string | null;
    expires_at: string | null;
    created_at: Generated<string>;
    signed_in_at: string | null;
  };
  audit_chain: {
    workspace_id: string;
    sequence: Generated<number>;
    hash: Generated<Uint8Array>;
    pruned_sequence: Generated<number>;
    pruned_hash: Generated<Uint8Array>;
  };
  audit_entry: {
    workspace_id: string;
    id: string;
    at: Generated<string>;
    person_id: string | null;
    act: string;
    object_kind: string;
    object_id: string | null;
    detail: JsonOrDefault;
    sequence: number;
    roles: Generated<string>;
    address: string | null;
    request_id: string | null;
    before: Json | null;
    after: Json | null;
    hash: Uint8Array;
  };
  challenge: {
    token_hash: Uint8Array;
    kind: string;
    person_id: string | null;
    data: JsonOrDefault;
    created_at: Generated<string>;
    expires_at: string;
  };
  code_memo: {
    workspace_id: string;
    id: string;
    framework_id: string;
    element: string | null;
    code: string | null;
    content: string;
    created_by: string;
    created_at: Generated<string>;
  };
  codebook_meeting: {
    workspace_id: string;
    id: string;
    framework_id: string;
    held_on: string;
    present: string;
    decided: string;
    created_by: string;
    created_at: Generated<string>;
  };
  coding_act: {
    workspace_id: string;
    source_id: string;
    person_id: string;
    step: number;
    label: string;
    changes: Json;
    undone: Generated<boolean>;
    at: Generated<string>;
  };
  conversation: {
    workspace_id: string;
    id: string;
    school_id: string;
    with_school_id: string;
    about: string;
    message: Generated<string>;
    asked_by: string;
    asked_at: Generated<string>;
    state: Generated<string>;
    answer: Generated<string>;
    answered_by: string | null;
    answered_at: string | null;
  };
  dataset: {
    workspace_id: string;
    id: string;
    import_id: string | null;
    file_name: string;
    title: string | null;
    report: JsonOrDefault;
    created_by: string;
    created_at: Generated<string>;
    undone_by: string | null;
    undone_at: string | null;
  };
  evidence: {
    workspace_id: string;
    id: string;
    kind: string;
    framework_id: string;
    framework_version: number;
    element: string;
    pole: string;
    code: string | null;
    source_id: string;
    quotation_id: string;
    created_by: string;
    created_at: Generated<string>;
    strength: number | null;
    scale_from: number | null;
    scale_to: number | null;
    suggested: Generated<boolean>;
  };
  evidence_item: {
    workspace_id: string | null;
    id: string | null;
    kind: string | null;
    framework_id: string | null;
    framework_version: number | null;
    element: string | null;
    pole: string | null;
    code: string | null;
    strength: number | null;
    scale_from: number | null;
    scale_to: number | null;
    suggested: boolean | null;
    created_by: string | null;
    created_at: string | null;
    school_id: string | null;
    held_on: string | null;
    source_id: string | null;
    source_title: string | null;
    source_kind: string | null;
    quotation_id: string | null;
    start_at: number | null;
    end_at: number | null;
    turn_start: number | null;
    speaker: string | null;
    informant: string | null;
    informant_type: string | null;
    informant_people: number | null;
    visibility: string | null;
    findings: string[] | null;
  };
  exemplar: {
    workspace_id: string;
    evidence_id: string;
    chosen_by: string;
    chosen_at: Generated<string>;
  };
  external_identity: {
    issuer: string;
    subject: string;
    person_id: string;
    created_at: Generated<string>;
    used_at: string | null;
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
    layout: Json | null;
  };
  finding: {
    workspace_id: string;
    id: string;
    said: string;
    shared: Generated<boolean>;
    created_by: string;
    created_at: Generated<string>;
  };
  finding_evidence: {
    workspace_id: string;
    finding_id: string;
    evidence_id: string;
    speaks: Generated<string>;
    shown: Generated<boolean>;
    added_by: string;
    added_at: Generated<string>;
  };
  framework: {
    workspace_id: string;
    id: string;
    origin: string | null;
    origin_version: number | null;
    draft: Json | null;
    created_by: string;
    created_at: Generated<string>;
  };
  framework_version: {
    workspace_id: string;
    framework_id: string;
    number: number;
    content: Json;
    reason: Generated<string>;
    published_by: string;
    published_at: Generated<string>;
  };
  grouping: {
    workspace_id: string;
    id: string;
    key: string;
    label: string;
    position: number;
    dataset_id: string | null;
  };
  import_change: {
    workspace_id: string;
    dataset_id: string;
    school_id: string;
    was: Json;
  };
  informant: {
    workspace_id: string;
    id: string;
    source_id: string;
    label: string;
    type: string;
    people: Generated<number>;
    agreed_by_role: Generated<boolean>;
    position: number;
  };
  installation: {
    only_row: Generated<boolean>;
    created_at: Generated<string>;
    example_at: string | null;
    demonstration_at: string | null;
  };
  invitation: {
    workspace_id: string;
    id: string;
    token_hash: Uint8Array;
    email: string | null;
    name: Generated<string>;
    roles: Json;
    schools: Generated<string[]>;
    message: Generated<string>;
    invited_by: string;
    created_at: Generated<string>;
    expires_at: string;
    accepted_at: string | null;
    accepted_by: string | null;
    withdrawn_at: string | null;
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
  kept_mapping: {
    workspace_id: string;
    signature: string;
    roles: Json;
    updated_by: string;
    updated_at: Generated<string>;
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
    dataset_id: string;
    column_number: number;
    beside: JsonOrDefault;
    pupil_group: Generated<string>;
    numerator: string | null;
    denominator: string | null;
    definition: string | null;
    source: string | null;
    levels: Json | null;
    shared: Generated<boolean>;
    retain_until: string | null;
  };
  measure_version: {
    workspace_id: string;
    measure_id: string;
    dataset_id: string;
    before_dataset_id: string;
    before_column: number;
    before_beside: Json;
    was: Json;
  };
  member_role: {
    workspace_id: string;
    id: string;
    person_id: string;
    role: string;
    school_id: string | null;
    created_by: string | null;
    created_at: Generated<string>;
    expires_at: string | null;
  };
  member_standing: {
    workspace_id: string;
    person_id: string;
    roles: string;
    everywhere: boolean;
    names: boolean;
    valid_until: string | null;
  };
  memo: {
    workspace_id: string;
    id: string;
    source_id: string;
    quotation_id: string | null;
    content: string;
    created_by: string;
    created_at: Generated<string>;
  };
  migration: {
    name: string;
    hash: string;
    at: Generated<string>;
  };
  one_time_secret: {
    person_id: string;
    sealed_secret: Uint8Array;
    confirmed_at: string | null;
    last_step: Generated<number>;
    created_at: Generated<string>;
  };
  other_network: {
    workspace_id: string;
    id: string;
    school_id: string;
    name: string;
    created_at: Generated<string>;
  };
  outside_code: {
    workspace_id: string;
    guid: string;
    framework_id: string;
    element: string;
    pole: string;
    code: string | null;
  };
  outside_coder: {
    workspace_id: string;
    person_id: string;
    guid: string;
  };
  passkey: {
    credential_id: string;
    person_id: string;
    public_key: Uint8Array;
    counter: number;
    transports: Generated<string[]>;
    backed_up: Generated<boolean>;
    name: string;
    created_at: Generated<string>;
    used_at: string | null;
  };
  person: {
    id: string;
    name: string;
    created_at: Generated<string>;
    erased_at: string | null;
    invented: Generated<boolean>;
  };
  pseudonym: {
    workspace_id: string;
    word: string;
    kind: string;
    replacement: string;
    created_by: string;
    created_at: Generated<string>;
  };
  quotation: {
    workspace_id: string;
    id: string;
    source_id: string;
    start_at: number;
    end_at: number;
    created_by: string;
    created_at: Generated<string>;
  };
  reconciled_unit: {
    workspace_id: string;
    source_id: string;
    decided_by: string;
    start_at: number;
    end_at: number;
    agreed: boolean;
    note: Generated<string>;
    decided_at: Generated<string>;
  };
  recovery_code: {
    person_id: string;
    code_hash: Uint8Array;
    used_at: string | null;
  };
  reference_line: {
    workspace_id: string;
    dataset_id: string;
    id: string;
    level: string;
    code: string;
    label: string;
    file_row: number | null;
    values: (number | null)[];
    missing: string;
  };
  refused_suggestion: {
    workspace_id: string;
    id: string;
    source_id: string;
    start_at: number;
    end_at: number;
    framework_id: string;
    element: string;
    pole: string;
    code: string | null;
    created_by: string;
    created_at: Generated<string>;
  };
  school: {
    workspace_id: string;
    id: string;
    number: number;
    dataset_id: string | null;
  };
  school_grant: {
    workspace_id: string;
    id: string;
    person_id: string;
    school_id: string;
    reason: string;
    granted_by: string;
    created_at: Generated<string>;
    expires_at: string;
    withdrawn_at: string | null;
  };
  school_group: {
    workspace_id: string;
    grouping_id: string;
    school_id: string;
    name: string;
  };
  school_identity: {
    workspace_id: string;
    school_id: string;
    reference: string;
    name: string;
    authority_code: string | null;
    authority_name: string | null;
    establishment_number: string | null;
    phase: string | null;
    type: string | null;
    status: string | null;
    opened: string | null;
    closed: string | null;
    postcode: string | null;
    town: string | null;
    lowest_age: string | null;
    highest_age: string | null;
    successor_reference: string | null;
    successor_on: string | null;
    predecessor_reference: string | null;
  };
  school_link: {
    workspace_id: string;
    id: string;
    predecessor_id: string;
    successor_id: string;
    kind: string;
    happened_on: string | null;
    source: string;
    dataset_id: string | null;
  };
  school_shown: {
    workspace_id: string | null;
    id: string | null;
    number: number | null;
    named: boolean | null;
    name: string | null;
    reference: string | null;
  };
  school_standing: {
    workspace_id: string;
    standing_id: string;
    school_id: string;
    found: Json;
  };
  school_values: {
    workspace_id: string;
    dataset_id: string;
    school_id: string;
    file_row: number | null;
    values: (number | null)[];
    missing: string;
  };
  session: {
    token_hash: Uint8Array;
    person_id: string;
    created_at: Generated<string>;
    seen_at: Generated<string>;
    expires_at: string;
    id: Generated<string>;
    method: Generated<string>;
    second_factor: Generated<boolean>;
    address: string | null;
    agent: string | null;
    proved_at: Generated<string>;
  };
  sign_in_link: {
    token_hash: Uint8Array;
    person_id: string;
    created_at: Generated<string>;
    expires_at: string;
    used_at: string | null;
    purpose: Generated<string>;
    email: string | null;
  };
  source: {
    workspace_id: string;
    id: string;
    title: string;
    kind: string;
    school_id: string | null;
    held_on: string | null;
    place: Generated<string>;
    guide: Generated<string>;
    consent: Generated<string>;
    debrief: Generated<string>;
    language: Generated<string>;
    file_name: Generated<string>;
    remarks: JsonOrDefault;
    length: number;
    pattern: string | null;
    created_by: string;
    created_at: Generated<string>;
    blind: Generated<boolean>;
    school_said: Generated<string>;
    reference_said: Generated<string>;
  };
  source_coder: {
    workspace_id: string;
    source_id: string;
    person_id: string;
    role: string;
    finished_at: string | null;
  };
  source_original: {
    workspace_id: string;
    source_id: string;
    title: string;
    content: string;
    kept_by: string;
    kept_at: Generated<string>;
  };
  source_recording: {
    workspace_id: string;
    source_id: string;
    file_name: string;
    type: string;
    bytes: number;
    content_hash: string;
    created_by: string;
    created_at: Generated<string>;
  };
  source_text: {
    workspace_id: string;
    source_id: string;
    content: string;
  };
  source_translation: {
    workspace_id: string;
    source_id: string;
    language: string;
    parts: Json;
    created_by: string;
    created_at: Generated<string>;
  };
  speaker: {
    workspace_id: string;
    source_id: string;
    name: string;
    informant_id: string | null;
    asks: Generated<boolean>;
  };
  standing: {
    workspace_id: string;
    id: string;
    settings: Json;
    found: Json;
    data_digest: string;
    program_version: string;
    published_by: string;
    published_at: Generated<string>;
  };
  study: {
    workspace_id: string;
    id: string;
    name: string;
    design: string;
    per_group: number;
    seed: number;
    settings: Json;
    data_digest: string;
    program_version: string;
    found: Json;
    created_by: string;
    created_at: Generated<string>;
    locked_by: string | null;
    locked_at: string | null;
    compared_at: string | null;
    compared_same: boolean | null;
  };
  study_school: {
    workspace_id: string;
    study_id: string;
    school_id: string;
    stratum: string;
    kind: string;
    place: number | null;
    drawn: boolean;
    left_out: string | null;
    pair: number | null;
    numbers: JsonOrDefault;
    declined_at: string | null;
    declined_why: string | null;
    declined_by: string | null;
  };
  turn: {
    workspace_id: string;
    source_id: string;
    start_at: number;
    words_at: number;
    end_at: number;
    speaker: string;
    seconds: number | null;
  };
  upkeep_job: {
    id: string;
    kind: string;
    input: Json;
    asked_by: string;
    state: Generated<string>;
    step: Generated<string>;
    done: Generated<number>;
    total: Generated<number>;
    error: string | null;
    result: Json | null;
    cancel_requested: Generated<boolean>;
    attempts: Generated<number>;
    heartbeat: string | null;
    created_at: Generated<string>;
    finished_at: string | null;
  };
  workspace: {
    id: string;
    name: string;
    kind: string;
    source: string | null;
    created_at: Generated<string>;
    threshold: Generated<number>;
    learners: Generated<string>;
    first_quantile: Generated<string>;
    terms: JsonOrDefault;
    neighbours: Generated<string>;
    second_step: Generated<string>;
  };
  workspace_member: {
    workspace_id: string;
    person_id: string;
    created_at: Generated<string>;
    seen_at: string | null;
  };
}
