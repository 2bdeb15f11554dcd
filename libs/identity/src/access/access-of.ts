import type { Instant, Uuid } from '@jalons/kernel';
import type { Access, AccessedSubject } from '@jalons/privacy';
import { ELEVATING_ROLES } from '../professional/roles.js';
import type { HeldMandate, Scope } from '../scope/scope.js';
import type { Reader } from './reader.js';

/** The line that a read leaves in the access journal; `near` are the structures that opened what was shown. */
export function accessOf(
  { scope, request }: Reader,
  action: string,
  subjects: readonly AccessedSubject[],
  near: readonly Uuid[],
  at: Instant,
): Access {
  const mandate = mandateFor(scope, near);
  return {
    request,
    professional: scope.professional,
    role: mandate.role,
    ...(mandate.structure !== null && { structure: mandate.structure }),
    ...(mandate.territory !== null && { territory: mandate.territory }),
    action,
    subjects,
    at,
  };
}

/** The mandate under which it was shown: in a structure that opened it, else any that may show people, else a dpo's. */
function mandateFor({ mandates }: Scope, near: readonly Uuid[]): HeldMandate {
  const showing = mandates.filter(({ role }) => ELEVATING_ROLES.has(role));
  const found =
    showing.find(({ structure }) => structure !== null && near.includes(structure)) ??
    showing[0] ??
    mandates.find(({ role }) => role === 'dpo');
  if (found === undefined) throw new Error('people were shown to somebody without a mandate that shows any');
  return found;
}
