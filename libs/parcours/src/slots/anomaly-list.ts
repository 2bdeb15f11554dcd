import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type Clock, type CursorCodec, type Page } from '@jalons/http';
import { accessOf, type Reader } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';

/**
 * $1 instant after which a slot may still be on its way; $2 parcours and $3 the other one after which to go on, or NULLs;
 * $4 rows. Two parcours overlap where the later entry precedes the exit of the other (domain.md § 3).
 */
const PAGE = `
  SELECT parcours, other, territory, kind, people
    FROM (SELECT a.parcours, b.parcours AS other, a.territory,
                 ARRAY[a.person, b.person] AS people,
                 CASE WHEN a.person = b.person THEN 'overlap' ELSE 'merged-overlap' END AS kind
            FROM read.parcours_slots a
            JOIN read.parcours_slots b
              ON b.component = a.component AND b.territory = a.territory AND b.parcours > a.parcours
             AND a.lasts_from < coalesce(b.lasts_to, 'infinity') AND b.lasts_from < coalesce(a.lasts_to, 'infinity')
          UNION ALL
          SELECT parcours, parcours, territory, ARRAY[person], 'slot'
            FROM read.parcours_slots WHERE at_odds AND changed_ms <= $1) found
   WHERE $2::uuid IS NULL OR (parcours, other) > ($2::uuid, $3::uuid)
   ORDER BY parcours, other
   LIMIT $4`;

const LIST = 'parcours-anomalies';

/** The worker looks every minute: what still disagrees after so long, it could not repair. */
const REPAIRED_WITHIN_MS = 10 * 60_000;

/**
 * `overlap`: one person has two parcours at once; `merged-overlap`: so have two people who were merged, « à rapprocher »;
 * `slot`: the person's stream does not hold the days of the parcours, because another one does.
 */
export const ANOMALIES = ['overlap', 'merged-overlap', 'slot'] as const;

export interface ParcoursAnomaly {
  readonly kind: (typeof ANOMALIES)[number];
  readonly territory: Uuid;
  /** One, or the two that overlap. */
  readonly parcours: readonly Uuid[];
}

export interface AnomalyListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly cursors: CursorCodec;
  readonly journal: AccessJournal;
  readonly clock: Clock;
}

/** What does not fit together among the parcours of the coordinator's territories, by case number. */
export class AnomalyList {
  constructor(private readonly parts: AnomalyListParts) {}

  /** The line in the access journal is written before the list is answered. */
  async page(reader: Reader, limit: number, cursor?: string): Promise<Page<ParcoursAnomaly>> {
    const { database, cursors, journal, clock } = this.parts;
    const [parcours, other] = cursor === undefined ? [] : cursors.open(LIST, cursor);
    const now = clock.now();
    const values = [now - REPAIRED_WITHIN_MS, parcours ?? null, other ?? null, limit + 1];
    const { rows } = await database.query<AnomalyRow>(reader.scope.token, PAGE, values);
    const page = pageOf(rows, limit, LIST, cursors, (row) => [row.parcours, row.other]);
    const subjects = [...new Set(page.items.flatMap(({ people }) => people))];
    const shown = subjects.map((subject) => ({ subject, reason: 'duty' as const }));
    await journal.record(accessOf(reader, LIST, shown, [], now));
    return { ...page, items: page.items.map(anomalyOf) };
  }
}

interface AnomalyRow {
  readonly parcours: Uuid;
  readonly other: Uuid;
  readonly territory: Uuid;
  readonly kind: ParcoursAnomaly['kind'];
  /** Whose they are. */
  readonly people: readonly Uuid[];
}

function anomalyOf({ parcours, other, territory, kind }: AnomalyRow): ParcoursAnomaly {
  return { kind, territory, parcours: [...new Set([parcours, other])] };
}
