/** Thrown for input that no statistic can be computed from. `code` is for programs, the message for people. */
export class StatsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'StatsError';
    this.code = code;
  }
}

/** Something a reader should know about a result that was computed all the same. */
export interface StatsWarning {
  code: string;
  message: string;
}
