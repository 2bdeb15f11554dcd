import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import {
  commandHashOf,
  commandIdOf,
  SYSTEM_ACTOR_ID,
  SYSTEM_KEY_ID,
  type Decided,
  type EventLog,
  type EventStore,
  type Position,
} from '@jalons/event-log';
import { derivedId, type CivilDate, type Uuid } from '@jalons/kernel';

export interface MarkingParts {
  readonly log: Pick<EventLog, 'readStream'>;
  readonly store: Pick<EventStore, 'append'>;
  readonly idSecret: Uint8Array;
  readonly today: CivilDate;
}

/** What the log says of somebody after it was asked to say that she is erased. */
export interface Marked {
  readonly position: Position;
  /** It said so already. */
  readonly repeated: boolean;
}

/** Another append came between the look at a stream and ours, so often that something else must be wrong. */
const ATTEMPTS = 10;

/**
 * Says in a person's stream, under the system key, that she is erased: readable for ever, by her id alone. Once for
 * each person, whatever calls it how often.
 * @param intent the erasure that it belongs to
 * @returns null for somebody whom the log does not know
 */
export async function markErased(parts: MarkingParts, person: Uuid, intent: Uuid): Promise<Marked | null> {
  const { log, store, idSecret, today } = parts;
  const stream = `beneficiary-${person}` as const;
  const context = {
    commandId: commandIdOf(idSecret, SYSTEM_ACTOR_ID, `erase/${person}`),
    commandHash: commandHashOf({ erase: person }),
    actor: SYSTEM_ACTOR_ID,
    correlationId: derivedId(idSecret, 'erase', person),
  };
  const erased: Decided<BeneficiaryEvent> = { type: 'BeneficiaryErased', data: { intent }, occurredOn: today };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const events = await log.readStream(stream);
    if (events.length === 0) return null;
    const earlier = events.find(({ type }) => type === 'BeneficiaryErased');
    if (earlier !== undefined) return { position: earlier.position, repeated: true };
    const outcome = await store.append(stream, events.length - 1, [erased], context, SYSTEM_KEY_ID);
    if (outcome.status === 'appended') return { position: outcome.position, repeated: outcome.repeated };
  }
  throw new Error('the stream of a person to be erased does not come to rest');
}
