/** One word after `jalons`. */
export interface CliCommand {
  readonly name: string;
  /** What it does, in French, for the list of commands. */
  readonly summary: string;
  /** @returns the exit code: see {@link EXIT} */
  run(args: readonly string[]): Promise<number>;
}

/** What the shell is told: done, refused or failed, wrongly called. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const;
