import type { ReadableEvent } from '@jalons/event-log';
import type { ProfessionalIdentity } from '@jalons/identity';
import { DomainError, isUuid, type Uuid } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';
import { UsageError } from '../command-line/arguments.js';

const NAMING = new Set(['ProfessionalRegistered', 'ProfessionalIdentityChanged']);

/** The id that a word of the command line gives. */
export function userId([word]: readonly string[]): Uuid {
  if (word !== undefined && isUuid(word)) return word;
  throw new UsageError('Donnez l’identifiant d’un professionnel, tel que « jalons users list » le montre.');
}

/** Who a professional is, undefined once their key is gone; refused where there is no such one. */
export async function identityOf(
  { store }: Administration,
  professional: Uuid,
): Promise<ProfessionalIdentity | undefined> {
  const events = await store.load(`professional-${professional}`, 0);
  if (events.length === 0) {
    throw new DomainError('not-found', 'professional-unknown', "Ce professionnel n'existe pas.");
  }
  return lastIdentity(events);
}

function lastIdentity(events: readonly ReadableEvent[]): ProfessionalIdentity | undefined {
  const named = events.findLast(({ type }) => NAMING.has(type));
  return named === undefined || named.erased ? undefined : (named.data as ProfessionalIdentity);
}
