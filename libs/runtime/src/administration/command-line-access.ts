import { SYSTEM_ACTOR_ID } from '@jalons/event-log';
import { randomId, type Instant, type Uuid } from '@jalons/kernel';
import { COMMAND_LINE_ROLE, type Access } from '@jalons/privacy';

/** A read of the command line about people, as the access journal notes it (security.md § 4). */
export function commandLineAccess(
  action: Access['action'],
  people: readonly Uuid[],
  territory: Uuid | undefined,
  at: Instant,
): Access {
  return {
    ...{ request: randomId(), professional: SYSTEM_ACTOR_ID, role: COMMAND_LINE_ROLE, action, at },
    ...(territory !== undefined && { territory }),
    subjects: people.map((subject) => ({ subject, reason: 'duty' as const })),
  };
}
