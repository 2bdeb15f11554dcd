import type { StoredEvent } from '@jalons/event-log';
import { dateAt, DomainError, type Instant, type Uuid } from '@jalons/kernel';
import { seatNeeded } from '@jalons/parcours';
import { foundedTerritory, holdsSeat, structureLife, structureState, type StructureEvent } from '@jalons/territory';
import type pg from 'pg';
import type { PatientStore } from '../run/patient-store.js';

/** What an import is recorded for. */
export interface ImportPlace {
  readonly structure: Uuid;
  readonly territory: Uuid;
}

/**
 * A structure records while it sits on the comité technique local (domain.md § 1): by a file as by hand, on the day of
 * recording, by the log.
 * @throws DomainError `seat-needed`, `territory-unknown`
 */
export async function assertSeated(
  store: Pick<PatientStore, 'load'>,
  { structure, territory }: ImportPlace,
  now: Instant,
): Promise<void> {
  const { zone } = await foundedTerritory(store, territory);
  const events = (await store.load(`structure-${structure}`, 0)) as unknown as readonly StoredEvent<StructureEvent>[];
  const state = structureState(structureLife(events).inForce);
  if (!holdsSeat(state, territory, dateAt(now, zone))) throw seatNeeded();
}

/** $1 professional, $2 structure, $3 territory, $4 instant in ms: days are those of the zone of the mandate. */
const MANAGES = `
  SELECT FROM read.mandates held
   WHERE held.professional = $1 AND held.structure = $2 AND held.territory = $3 AND held.role = 'structure-manager'
     AND held.held_from <= (to_timestamp($4::bigint / 1000.0) AT TIME ZONE held.zone)::date
     AND (held.held_until IS NULL OR (to_timestamp($4::bigint / 1000.0) AT TIME ZONE held.zone)::date < held.held_until)
   LIMIT 1`;

/**
 * What is written goes in the name of who asked for it, who manages the structure still; under the worker's role.
 * @throws DomainError `manager-needed`
 */
export async function assertManagedBy(
  pool: Pick<pg.Pool, 'query'>,
  professional: Uuid,
  { structure, territory }: ImportPlace,
  now: Instant,
): Promise<void> {
  const { rows } = await pool.query(MANAGES, [professional, structure, territory, now]);
  if (rows.length > 0) return;
  throw new DomainError(
    'forbidden',
    'manager-needed',
    'Qui a demandé cet import n’est plus responsable de la structure : un responsable le demande à nouveau.',
  );
}
