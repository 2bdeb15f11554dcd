export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notes: readonly string[];
}

export function tallyJest(report: object | undefined, files: readonly string[], status: number | null): Tally;
export function skippedTests(report: object | undefined): string[];
export function tallyOfStages(report: object | undefined, stageOf: (file: string) => string): [string, string][];
