import { createPool, type ConnectionUrls } from '@jalons/database';
import type { EventStore, StoredEvent } from '@jalons/event-log';
import type { OwnStructure } from '@jalons/import';
import { DomainError, type Uuid } from '@jalons/kernel';
import { structureLife, structuresCalled, structureState, type StructureEvent } from '@jalons/territory';

/**
 * A structure and what the product calls it; the others too where this process may read them as a worker does, which the
 * command line of the distributed profile may not.
 * @throws DomainError `structure-unknown`
 */
export async function ownStructure(
  store: Pick<EventStore, 'load'>,
  { worker }: Partial<ConnectionUrls>,
  id: Uuid,
): Promise<OwnStructure> {
  const entries = (await store.load(`structure-${id}`)) as unknown as readonly StoredEvent<StructureEvent>[];
  const { names } = structureState(structureLife(entries).inForce);
  if (names.length === 0) {
    throw new DomainError('not-found', 'structure-unknown', 'Cette structure n’existe pas. Vérifiez son identifiant.');
  }
  const own = names.map(({ name }) => ({ id, name }));
  return { id, called: worker === undefined ? own : [...own, ...(await othersCalled(worker, id))] };
}

async function othersCalled(url: string, id: Uuid) {
  const pool = createPool(url, { name: 'jalons-import-names', max: 1 });
  try {
    return (await structuresCalled(pool, id)).filter((called) => called.id !== id);
  } finally {
    await pool.end();
  }
}
