import pg from 'pg';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import {
  commandHashOf,
  commandIdOf,
  SYSTEM_ACTOR_ID,
  SYSTEM_KEY_ID,
  type Decided,
  type EventLog,
  type EventStore,
} from '@jalons/event-log';
import { derivedId, type CivilDate, type Uuid } from '@jalons/kernel';

export interface ErasedAgainParts {
  readonly log: EventLog;
  readonly store: EventStore;
  readonly ownerUrl: string;
  readonly idSecret: Uint8Array;
  readonly today: CivilDate;
}

const DESTROYED = 'SELECT key_id AS id FROM keys.subject_keys WHERE destroyed_at IS NOT NULL ORDER BY key_id';

/**
 * Says again, in a log restored from before, that people whose key was destroyed since are erased: a restore never
 * brings anyone back (security.md § 3). May be repeated.
 * @returns how many people were marked
 */
export async function eraseAgain({ log, store, ownerUrl, idSecret, today }: ErasedAgainParts): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'jalons-restore' });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ id: Uuid }>(DESTROYED);
    let marked = 0;
    for (const { id } of rows) {
      const stream = `beneficiary-${id}` as const;
      const events = await log.readStream(stream);
      if (events.length === 0 || events.some(({ type }) => type === 'BeneficiaryErased')) continue;
      const context = {
        commandId: commandIdOf(idSecret, SYSTEM_ACTOR_ID, `erase-again/${id}`),
        commandHash: commandHashOf({ eraseAgain: id }),
        actor: SYSTEM_ACTOR_ID,
        correlationId: derivedId(idSecret, 'erase-again', id),
      };
      const intent = derivedId(idSecret, 'erase-again-intent', id);
      const erased: Decided<BeneficiaryEvent> = { type: 'BeneficiaryErased', data: { intent }, occurredOn: today };
      await store.append(stream, events.length - 1, [erased], context, SYSTEM_KEY_ID);
      marked += 1;
    }
    return marked;
  } finally {
    await owner.end();
  }
}
