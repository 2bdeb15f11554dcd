import { readArguments, UsageError, type OptionTable, type ReadArguments } from './arguments.js';
import { EXIT } from './command.js';
import { failureSentence } from './failure-sentence.js';

/** What a command answers: for a program, for a person, and whether it found what it hoped for. */
export interface CommandAnswer {
  readonly json: unknown;
  readonly text: readonly string[];
  /** False for an answer that says no: exit code 1. */
  readonly ok?: boolean;
}

export interface CommandOptions {
  readonly help: readonly string[];
  readonly options: OptionTable;
  /** Words that the command takes; none by default. */
  readonly words?: number | 'any';
}

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Reads the words of a command, does it, and says how it went: `--help`, `--json`, exit codes, failures in French. */
export async function runCommand(
  args: readonly string[],
  { help, options, words = 0 }: CommandOptions,
  perform: (given: ReadArguments) => Promise<CommandAnswer>,
): Promise<number> {
  try {
    const given = readArguments(args, { ...COMMON, ...options });
    if (given.flags.has('help')) {
      console.log(help.join('\n'));
      return EXIT.done;
    }
    if (words !== 'any' && given.positionals.length !== words)
      throw new UsageError('Il manque un mot, ou il y en a un de trop.');
    const { json, text, ok = true } = await perform(given);
    console.log(given.flags.has('json') ? JSON.stringify(json, null, 2) : text.join('\n'));
    return ok ? EXIT.done : EXIT.failed;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${help.join('\n')}`);
      return EXIT.misused;
    }
    console.error(failureSentence(error));
    return EXIT.failed;
  }
}
