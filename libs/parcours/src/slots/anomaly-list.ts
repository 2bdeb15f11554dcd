import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type Clock, type CursorCodec, type Page } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';

/**
 * $1 instant after which a slot may still be on its way; $2 parcours and $3 the other one after which to go on, or NULLs;
 * $4 rows. Two parcours overlap where the later entry precedes the exit of the other (domain.md § 3).
 */
const PAGE = `
  SELECT parcours, other, territory, kind
    FROM (SELECT a.parcours, b.parcours AS other, a.territory,
                 CASE WHEN a.person = b.person THEN 'overlap' ELSE 'merged-overlap' END AS kind
            FROM read.parcours_slots a
            JOIN read.parcours_slots b
              ON b.component = a.component AND b.territory = a.territory AND b.parcours > a.parcours
             AND a.lasts_from < coalesce(b.lasts_to, 'infinity') AND b.lasts_from < coalesce(a.lasts_to, 'infinity')
          UNION ALL
          SELECT parcours, parcours, territory, 'slot' FROM read.parcours_slots WHERE at_odds AND changed_ms <= $1) found
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

/** What does not fit together among the parcours of the coordinator's territories, by case number. */
export class AnomalyList {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  async page(scope: Scope, limit: number, cursor?: string): Promise<Page<ParcoursAnomaly>> {
    const [parcours, other] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const settled = this.clock.now() - REPAIRED_WITHIN_MS;
    const values = [settled, parcours ?? null, other ?? null, limit + 1];
    const { rows } = await this.database.query<AnomalyRow>(scope.token, PAGE, values);
    const page = pageOf(rows, limit, LIST, this.cursors, (row) => [row.parcours, row.other]);
    return { ...page, items: page.items.map(anomalyOf) };
  }
}

interface AnomalyRow {
  readonly parcours: Uuid;
  readonly other: Uuid;
  readonly territory: Uuid;
  readonly kind: ParcoursAnomaly['kind'];
}

function anomalyOf({ parcours, other, territory, kind }: AnomalyRow): ParcoursAnomaly {
  return { kind, territory, parcours: [...new Set([parcours, other])] };
}
