import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type CursorCodec, type Page } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import { invalidField, type CivilDate, type Uuid } from '@jalons/kernel';
import type { TerritorySettings } from '../territory/territory.events.js';

/** $1 name and $2 id after which to go on, or NULLs; $3 rows. */
const PAGE = `
  SELECT territory, name, zone, founded_on, settings,
         (SELECT coalesce(json_agg(json_build_object(
                   'extension', inside.extension, 'qpv', inside.qpv,
                   'from', inside.held_from, 'until', inside.held_until)
                 ORDER BY inside.held_from, inside.qpv, inside.extension), '[]')
            FROM read.territory_perimeter inside WHERE inside.territory = known.territory) AS perimeter
    FROM read.territories known
   WHERE $1::text IS NULL OR (name COLLATE "fr-x-icu", territory) > ($1::text, $2::uuid)
   ORDER BY name COLLATE "fr-x-icu", territory
   LIMIT $3`;

/** $1 territory. */
const ZONE = 'SELECT zone FROM read.territories WHERE territory = $1';

/** $1 a territory left out, or NULL. */
const ANY = 'SELECT EXISTS (SELECT FROM read.territories WHERE territory IS DISTINCT FROM $1::uuid) AS founded';

const LIST = 'territories';

export interface KnownPerimeterEntry {
  readonly extension: Uuid;
  /** Nomenclature `qpv`. */
  readonly qpv: string;
  readonly from: CivilDate;
  /** First day outside; null where open-ended. */
  readonly until: CivilDate | null;
}

export interface KnownTerritory {
  readonly id: Uuid;
  readonly name: string;
  readonly zone: string;
  readonly foundedOn: CivilDate;
  readonly settings: TerritorySettings;
  readonly perimeter: readonly KnownPerimeterEntry[];
}

/** Territories as whoever is signed in may know them. */
export class TerritoryDirectory {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
  ) {}

  /** A page by name, in the order of French. */
  async page(scope: Scope, limit: number, cursor?: string): Promise<Page<KnownTerritory>> {
    const [name, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const values = [name ?? null, id ?? null, limit + 1];
    const { rows } = await this.database.query<TerritoryRow>(scope.token, PAGE, values);
    const known = rows.map(({ territory, founded_on, ...row }) => ({ id: territory, foundedOn: founded_on, ...row }));
    return pageOf(known, limit, LIST, this.cursors, (each) => [each.name, each.id]);
  }

  /** The IANA zone of a territory; refused as the field `/territory` where there is no such territory. */
  async zoneOf(scope: Scope, territory: Uuid): Promise<string> {
    const { rows } = await this.database.query<{ zone: string }>(scope.token, ZONE, [territory]);
    const zone = rows[0]?.zone;
    if (zone === undefined)
      throw invalidField('/territory', 'unknown-territory', 'Choisissez un territoire de la liste.');
    return zone;
  }

  /** True once a territory is founded, that one left out. */
  async hasAny(scope: Scope, except: Uuid | null = null): Promise<boolean> {
    const { rows } = await this.database.query<{ founded: boolean }>(scope.token, ANY, [except]);
    return rows[0]!.founded;
  }
}

interface TerritoryRow extends Omit<KnownTerritory, 'id' | 'foundedOn'> {
  readonly territory: Uuid;
  readonly founded_on: CivilDate;
}
