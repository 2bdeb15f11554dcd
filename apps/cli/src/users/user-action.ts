import type { Administration } from '@jalons/runtime';
import type { OptionTable, ReadArguments } from '../command-line/arguments.js';

/** What an action answers: the same for programs and for people. */
export interface Answer {
  readonly json: unknown;
  /** Lines in French. */
  readonly text: readonly string[];
}

/** One word after `jalons users`. */
export interface UserAction {
  /** What follows the word, for the help. */
  readonly usage: string;
  readonly summary: string;
  readonly options: OptionTable;
  /** How many words it takes beside its options. */
  readonly words: number;
  /** Checks what was given, before anything is opened; then what it does. */
  read(given: ReadArguments): (administration: Administration) => Promise<Answer>;
}
