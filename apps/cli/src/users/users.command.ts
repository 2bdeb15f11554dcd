import { isDomainError } from '@jalons/kernel';
import { administrate, readConfiguration } from '@jalons/runtime';
import { userInfo } from 'node:os';
import { readArguments, UsageError } from '../command-line/arguments.js';
import { EXIT } from '../command-line/command.js';
import { addUser } from './add-user.js';
import { listUsers } from './list-users.js';
import { disableUser, inviteUser, revokeSessions } from './user-access.js';
import type { UserAction } from './user-action.js';

const ACTIONS: Readonly<Record<string, UserAction>> = {
  list: listUsers,
  add: addUser,
  invite: inviteUser,
  revoke: revokeSessions,
  disable: disableUser,
};

const COMMON = {
  json: { type: 'boolean' },
  actor: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `jalons users <action>`: accounts, with the product running or stopped. */
export async function users(args: readonly string[]): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined || word === '--help' || word === '-h') {
    console.log(help());
    return word === undefined ? EXIT.misused : EXIT.done;
  }
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  try {
    if (action === undefined) throw new UsageError(`Action inconnue : ${word}.`);
    const given = readArguments(rest, { ...COMMON, ...action.options });
    if (given.flags.has('help')) {
      console.log(help());
      return EXIT.done;
    }
    if (given.positionals.length !== action.words)
      throw new UsageError(`Attendu : jalons users ${word} ${action.usage}`);
    const perform = action.read(given);
    const actor = given.texts['actor'] ?? process.env['JALONS_ACTOR'] ?? userInfo().username;
    const { json, text } = await administrate(
      readConfiguration(process.env),
      { actor, onMessage: (message) => console.error(message) },
      perform,
    );
    console.log(given.flags.has('json') ? JSON.stringify(json, null, 2) : text.join('\n'));
    return EXIT.done;
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${help()}`);
    return EXIT.misused;
  }
  if (isDomainError(error)) {
    const problems = error.problems.map(({ field, message }) => `${optionOf(field)}${message}`);
    console.error(problems.length > 0 ? problems.join('\n') : error.message);
  } else console.error(error instanceof Error && error.message !== '' ? error.message : 'La commande a échoué.');
  return EXIT.failed;
}

/** `/givenName` is `--given-name` here. */
function optionOf(field: string | undefined): string {
  if (field === undefined) return '';
  return `--${field.slice(1).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} : `;
}

function help(): string {
  const actions = Object.entries(ACTIONS).map(([word, { usage, summary }]) => `  ${word} ${usage}\n      ${summary}`);
  return [
    'Usage : npm run jalons -- users <action> [options]',
    '',
    ...actions,
    '',
    'Partout : --json (réponse pour un programme), --actor NOM (qui agit ; le compte du système par défaut).',
    'Le dossier de données est celui de JALONS_DATA (.jalons par défaut), produit lancé ou arrêté.',
    'Codes de sortie : 0 fait, 1 refusé ou impossible, 2 commande mal écrite.',
  ].join('\n');
}
