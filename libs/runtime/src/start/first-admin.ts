import { commandHashOf, commandIdOf, SYSTEM_ACTOR_ID, type CommandContext, type Position } from '@jalons/event-log';
import { Professionals, type IssuedLink, type ProfessionalsParts, type Users } from '@jalons/identity';
import { dateAt, derivedId } from '@jalons/kernel';

const FIRST_ADMIN = 'first-admin';

export interface FirstAdminParts extends ProfessionalsParts {
  /** Waits until the mandate at this position opens its pages: whoever follows the link at once is not refused. */
  mandated(position: Position): Promise<unknown>;
}

/**
 * The one-time link of the first administrator, as long as nobody has an account (security.md § 2): whoever lost it
 * before using it starts again and gets another, which ends the one before. Undefined from the first account on.
 *
 * A start cut short leaves half of it: the commands carry the same ids each time, so that the next start completes it.
 */
export async function inviteFirstAdmin(
  users: Users,
  { mandated, ...parts }: FirstAdminParts,
): Promise<IssuedLink | undefined> {
  const accounts = await users.list();
  if (accounts.some(({ hasPassword }) => hasPassword)) return undefined;

  const { idSecret, clock, zone } = parts;
  const professionals = new Professionals(parts);
  const step = (name: string): CommandContext => ({
    commandId: commandIdOf(idSecret, SYSTEM_ACTOR_ID, `${FIRST_ADMIN}/${name}`),
    commandHash: commandHashOf({ step: name }),
    actor: SYSTEM_ACTOR_ID,
    correlationId: derivedId(idSecret, FIRST_ADMIN, 'start'),
  });
  const identity = { givenName: 'Première', familyName: 'Administration' };
  const { professional } = await professionals.register(identity, step('register'));
  const from = dateAt(clock.now(), zone);
  const mandate = await professionals.run(professional, { type: 'GrantMandate', role: 'admin', from }, step('mandate'));
  await mandated(mandate.position);
  return users.issueLink(professional);
}
