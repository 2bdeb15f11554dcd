import { usersOf } from '@jalons/identity';
import { identityOf, userId } from './known-user.js';
import { linkAnswer } from './texts.js';
import type { UserAction } from './user-action.js';

/** A one-time link that sets a password; it replaces those not used. */
export const inviteUser: UserAction = {
  usage: 'ID [--email ADRESSE]',
  summary: 'affiche un nouveau lien de connexion, qui remplace le précédent',
  options: { email: { type: 'string' } },
  words: 1,
  read({ texts, positionals }) {
    const professional = userId(positionals);
    return async (administration) => {
      const identity = await identityOf(administration, professional);
      const link = await usersOf(administration).issueLink(professional, texts['email'] ?? identity?.email);
      return linkAnswer(professional, link, administration);
    };
  },
};

/** Ends every session: a lost computer, a departure. */
export const revokeSessions: UserAction = {
  usage: 'ID',
  summary: 'ferme toutes les sessions d’un professionnel',
  options: {},
  words: 1,
  read({ positionals }) {
    const professional = userId(positionals);
    return async (administration) => {
      await identityOf(administration, professional);
      const ended = await usersOf(administration).revokeSessions(professional);
      const text = ended === 1 ? '1 session fermée.' : `${ended} sessions fermées.`;
      return { json: { professional, ended }, text: [text] };
    };
  },
};

/** Closes an account until a new link opens it again. */
export const disableUser: UserAction = {
  usage: 'ID',
  summary: 'ferme un compte ; un nouveau lien le rouvre',
  options: {},
  words: 1,
  read({ positionals }) {
    const professional = userId(positionals);
    return async (administration) => {
      await identityOf(administration, professional);
      await usersOf(administration).disable(professional);
      return { json: { professional, disabled: true }, text: ['Compte fermé.'] };
    };
  },
};
