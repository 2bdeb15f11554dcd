import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command line that says what nobody can do; the message is French and ends where the help begins. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The options of a command, by name. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

export interface ReadArguments {
  /** Text options that were given, each once. */
  readonly texts: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** Reads options and words; throws {@link UsageError} for what is not known. */
export function readArguments(args: readonly string[], options: OptionTable): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const given = Object.entries(values);
    return {
      texts: Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      flags: new Set(given.filter(([, value]) => value === true).map(([name]) => name)),
      positionals,
    };
  } catch (error) {
    throw new UsageError(sentenceOf(error));
  }
}

/** Node's own sentences are English, and quote what was typed. */
function sentenceOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const option = /'(-[^' =]*)/.exec(message ?? '')?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Option inconnue : ${option}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `L’option ${option} attend une valeur, ou n’en prend pas.`;
  throw error;
}
