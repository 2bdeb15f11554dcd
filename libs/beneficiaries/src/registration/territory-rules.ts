import type { ScopedDatabase } from '@jalons/database';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { MinimumAge } from '../beneficiary/beneficiary.commands.js';

/**
 * $1 territory acted for, or NULL: then the only one there is; $2 day.
 * Its settings, and the QPV inside its perimeter that day.
 */
const RULES = `
  SELECT founded.settings,
         ARRAY(SELECT inside.qpv FROM read.territory_perimeter inside
                WHERE inside.territory = founded.territory AND inside.held_from <= $2::date
                  AND (inside.held_until IS NULL OR $2::date < inside.held_until)) AS qpv
    FROM read.territories founded
   WHERE founded.territory = $1::uuid OR ($1::uuid IS NULL AND (SELECT count(*) FROM read.territories) = 1)`;

/** What a territory says of who may be registered, on one day. */
export interface TerritoryRules {
  readonly minimumAge: MinimumAge;
  /** Codes of the nomenclature `qpv`; null where no territory is known to act for: then nobody is outside. */
  readonly perimeter: ReadonlySet<string> | null;
}

/** Until a territory says otherwise (domain.md § 3): 16 completed years, refused below. */
const DEFAULT_MINIMUM_AGE: MinimumAge = { minimumAge: 16, minimumAgePolicy: 'refuse' };

/** Reads the rules of the territory that `token` acts for. */
export async function territoryRules(
  database: ScopedDatabase,
  token: string,
  territory: Uuid | undefined,
  on: CivilDate,
): Promise<TerritoryRules> {
  const { rows } = await database.query<{ settings: MinimumAge; qpv: string[] }>(token, RULES, [territory ?? null, on]);
  const [found] = rows;
  if (found === undefined) return { minimumAge: DEFAULT_MINIMUM_AGE, perimeter: null };
  const { minimumAge, minimumAgePolicy } = found.settings;
  return { minimumAge: { minimumAge, minimumAgePolicy }, perimeter: new Set(found.qpv) };
}
