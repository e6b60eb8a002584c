import type { Scope } from './scope.ts';

/** A kind of long work. Reading and writing are short transactions in the creator's scope; computing is neither. */
export interface Work<Input, Material, Plan> {
  kind: string;
  read(scope: Scope, input: Input): Promise<Material>;
  compute(material: Material, tools: Tools): Promise<Plan>;
  /** All of it or nothing: the job becomes `done` in this same transaction. Answers with what people are told. */
  write(scope: Scope, input: Input, plan: Plan, tools: Tools): Promise<Record<string, unknown>>;
}

export interface Tools {
  progress(step: string, done: number, total: number): void;
  signal: AbortSignal;
}
