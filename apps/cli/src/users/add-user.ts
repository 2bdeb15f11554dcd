import { RehearsalRunner, type CommandRunner } from '@jalons/event-log';
import { isRole, Professionals, ROLES, usersOf, type GrantMandate, type ProfessionalIdentity } from '@jalons/identity';
import { dateAt, isUuid, parseCivilDate, type CivilDate } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';
import { UsageError } from '../command-line/arguments.js';
import { linkAnswer } from './texts.js';
import type { Answer, UserAction } from './user-action.js';

type Texts = Readonly<Record<string, string>>;
/** From today on where no day is given. */
type AskedMandate = Omit<GrantMandate, 'type' | 'from' | 'to'> & { readonly from?: CivilDate };

/** A professional, a first mandate where a role is given, and the link that sets a password. */
export const addUser: UserAction = {
  usage: [
    '--given-name PRÉNOM --family-name NOM [--email ADRESSE] [--phone NUMÉRO]',
    `        [--role ${ROLES.join('|')}]`,
    '        [--structure ID] [--territory ID] [--from AAAA-MM-JJ]',
  ].join('\n'),
  summary: 'enregistre un professionnel et affiche son lien de première connexion',
  options: {
    'given-name': { type: 'string' },
    'family-name': { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    role: { type: 'string' },
    structure: { type: 'string' },
    territory: { type: 'string' },
    from: { type: 'string' },
  },
  words: 0,
  read({ texts }) {
    const identity = identityOf(texts);
    const mandate = mandateOf(texts);
    return (administration) => add(administration, identity, mandate);
  },
};

async function add(
  administration: Administration,
  identity: ProfessionalIdentity,
  asked: AskedMandate | undefined,
): Promise<Answer> {
  const { runner, clock, zone, idSecret } = administration;
  const mandate = asked && { type: 'GrantMandate' as const, from: dateAt(clock.now(), zone), ...asked };
  // Tried first without a log: a mandate that is refused must not leave somebody registered without it.
  await register(administration, new RehearsalRunner(idSecret), identity, mandate);
  const { professional, position } = await register(administration, runner, identity, mandate);
  await administration.settle(position);
  const link = await usersOf(administration).issueLink(professional, identity.email);
  return linkAnswer(professional, link, administration);
}

async function register(
  administration: Administration,
  runner: CommandRunner,
  identity: ProfessionalIdentity,
  mandate: GrantMandate | undefined,
) {
  const professionals = new Professionals({ ...administration, runner });
  const registered = await professionals.register(identity, administration.step('register', identity));
  if (mandate === undefined) return registered;
  const { professional } = registered;
  const { position } = await professionals.run(professional, mandate, administration.step('mandate', mandate));
  return { professional, position };
}

function identityOf(texts: Texts): ProfessionalIdentity {
  const { 'given-name': givenName, 'family-name': familyName, email, phone } = texts;
  if (givenName === undefined || familyName === undefined) {
    throw new UsageError('Indiquez --given-name et --family-name.');
  }
  return { givenName, familyName, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) };
}

function mandateOf({ role, structure, territory, from }: Texts): AskedMandate | undefined {
  if (role === undefined) {
    if (structure === undefined && territory === undefined && from === undefined) return undefined;
    throw new UsageError('--structure, --territory et --from vont avec --role.');
  }
  if (!isRole(role)) throw new UsageError(`Rôle inconnu : choisissez parmi ${ROLES.join(', ')}.`);
  for (const [name, id] of Object.entries({ structure, territory })) {
    if (id !== undefined && !isUuid(id)) throw new UsageError(`--${name} attend un identifiant.`);
  }
  const day = from === undefined ? undefined : parseCivilDate(from);
  if (day === null) throw new UsageError('--from attend une date qui existe, par exemple 2026-03-31.');
  return {
    role,
    ...(day !== undefined && { from: day }),
    ...(structure !== undefined && { structure }),
    ...(territory !== undefined && { territory }),
  };
}
