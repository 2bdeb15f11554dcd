import { usersOf, type UserAccount } from '@jalons/identity';
import type { Administration } from '@jalons/runtime';
import { instantText } from './texts.js';
import type { Answer, UserAction } from './user-action.js';

/** Every account and pending link. */
export const listUsers: UserAction = {
  usage: '',
  summary: 'les comptes, leurs sessions ouvertes et les liens en attente',
  options: {},
  words: 0,
  read: () => list,
};

async function list(administration: Administration): Promise<Answer> {
  const accounts = await usersOf(administration).list();
  const text = accounts.map((account) => lineOf(account, administration));
  return {
    json: accounts.map(({ linkExpiresAt, ...account }) => ({
      ...account,
      linkExpiresAt: linkExpiresAt === null ? null : new Date(linkExpiresAt).toISOString(),
    })),
    text: text.length > 0 ? text : ['Aucun compte. Pour en créer un : jalons users add --help'],
  };
}

function lineOf(account: UserAccount, { zone }: Administration): string {
  const { professional, name, openSessions, linkExpiresAt, waitSeconds } = account;
  return [
    professional,
    name ?? 'sans nom connu',
    stateOf(account),
    openSessions === 1 ? '1 session ouverte' : `${openSessions} sessions ouvertes`,
    ...(linkExpiresAt === null ? [] : [`lien valable jusqu’au ${instantText(linkExpiresAt, zone)}`]),
    ...(waitSeconds === 0 ? [] : [`attend ${waitSeconds} s après des mots de passe incorrects`]),
  ].join('  ');
}

function stateOf({ hasPassword, disabled }: UserAccount): string {
  if (disabled) return 'fermé';
  return hasPassword ? 'actif' : 'sans mot de passe';
}
