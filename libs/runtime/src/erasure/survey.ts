import { createHash } from 'node:crypto';
import { outreachOfPeople, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { EventLog, EventStore, ReadableEvent, StoredEvent, StreamName } from '@jalons/event-log';
import { residuesOf, type ClassCuts } from '@jalons/indicators';
import type { CivilDate, NomenclatureCatalogue, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { ErasureHeldUp, type Residue, type Survey } from '@jalons/privacy';
import type { CheckpointProgress } from '@jalons/projections';
import type pg from 'pg';

export interface SurveyParts {
  readonly log: Pick<EventLog, 'head'>;
  readonly store: Pick<EventStore, 'load'>;
  /** Under the worker's role, which reads every read model. */
  readonly pool: pg.Pool;
  readonly progress: Pick<CheckpointProgress, 'waitFor'>;
  readonly codes: NomenclatureCatalogue;
  readonly cuts: ClassCuts;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  readonly today: () => CivilDate;
}

/** Read models that say who was merged with whom, what was linked to her, and which parcours are hers. */
const TELLING = ['parcours-slots', 'outreach', 'territories'];
const PATIENCE_MS = 20_000;

/** $1 a person: everybody connected to her by merges in force, herself among them. */
const MERGED = `
  SELECT person FROM read.merged_people
   WHERE component = (SELECT component FROM read.merged_people WHERE person = $1)
   UNION SELECT $1::uuid ORDER BY person`;
/** $1 people: streams of parcours under the key of each. */
const PARCOURS = `
  SELECT DISTINCT person, subject AS parcours FROM read.slot_entries
   WHERE person = ANY ($1::uuid[]) AND subject <> person ORDER BY person, subject`;
/** No parameter. */
const ZONES = 'SELECT territory, zone FROM read.territories';

/**
 * All that is to be known of somebody before she is erased, from the log itself; read models say only where to look, and
 * are waited for.
 * @throws ErasureHeldUp while they lag behind
 */
export async function surveyOf(parts: SurveyParts, subject: Uuid): Promise<Survey> {
  const { log, pool, progress } = parts;
  const head = await log.head();
  if (head !== null && !(await progress.waitFor(TELLING, head.position, PATIENCE_MS))) {
    throw new ErasureHeldUp('the read models that say who is who lag behind');
  }
  const { rows: merged } = await pool.query<{ person: Uuid }>(MERGED, [subject]);
  const people = merged.map(({ person }) => person);
  const outreach = await outreachOfPeople(pool, people);
  const { rows: parcours } = await pool.query<{ person: Uuid; parcours: Uuid }>(PARCOURS, [people]);
  const { rows: zones } = await pool.query<{ territory: Uuid; zone: string }>(ZONES);
  const zoneOf = new Map(zones.map(({ territory, zone }) => [territory, zone]));

  const seen: string[] = [];
  const residues = new Map<Uuid, readonly Residue[]>();
  for (const person of people) {
    const own = await streamOf<BeneficiaryEvent>(`beneficiary-${person}`);
    const hers = [];
    for (const row of parcours.filter((each) => each.person === person)) {
      hers.push(await streamOf<ParcoursEvent>(`parcours-${row.parcours}`));
    }
    const rules = {
      ...{ today: parts.today(), cuts: parts.cuts },
      zoneOf: (territory: Uuid | null) => zoneOf.get(territory ?? '') ?? parts.zone,
      qpvGroupOf: (qpv: string) => parts.codes.entry('qpv', qpv)?.extra['reporting_group'] ?? null,
    };
    residues.set(person, residuesOf({ person: own, parcours: hers }, rules));
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([people, outreach, seen]))
    .digest('base64url');
  return { people, keys: [...people, ...outreach], residues, digest };

  /** The events that can still be read, and a note of how many there are of the stream. */
  async function streamOf<E extends BeneficiaryEvent | ParcoursEvent>(
    stream: StreamName,
  ): Promise<readonly StoredEvent<E>[]> {
    const events = await parts.store.load(stream);
    seen.push(`${stream} ${events.length}`);
    return events.filter(isReadable) as unknown as readonly StoredEvent<E>[];
  }
}

function isReadable(event: ReadableEvent): event is StoredEvent {
  return !event.erased;
}
