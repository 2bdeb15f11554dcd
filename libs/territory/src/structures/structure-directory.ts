import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type CursorCodec, type Page } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import type { CivilDate, Uuid } from '@jalons/kernel';

/**
 * $1 day; $2 what stands for a name that the reader may not know; $3 name and $4 id after which to go on, or NULLs;
 * $5 rows. Policies hide the names of structures of a sensitive kind from those outside.
 */
const PAGE = `
  SELECT structure, name, named, kind, siret, seats
    FROM (SELECT known.structure, coalesce(named.name, $2) COLLATE "fr-x-icu" AS name, named.name IS NOT NULL AS named,
                 coalesce(named.kind, 'other') AS kind, named.siret,
                 (SELECT coalesce(json_agg(json_build_object(
                           'seat', held.seat, 'territory', held.territory,
                           'from', held.held_from, 'until', held.held_until)
                         ORDER BY held.held_from, held.seat), '[]')
                    FROM read.structure_seats held WHERE held.structure = known.structure) AS seats
            FROM read.structures known
            LEFT JOIN read.structure_names named
              ON named.structure = known.structure AND named.held_from <= $1::date
             AND (named.held_until IS NULL OR $1::date < named.held_until)) listed
   WHERE $3::text IS NULL OR (name, structure) > ($3::text, $4::uuid)
   ORDER BY name, structure
   LIMIT $5`;

const LIST = 'structures';

export interface KnownSeat {
  readonly seat: Uuid;
  readonly territory: Uuid;
  readonly from: CivilDate;
  /** First day without it; null where open-ended. */
  readonly until: CivilDate | null;
}

export interface KnownStructure {
  readonly id: Uuid;
  readonly name: string;
  /** False where the reader may not know the name, and another word stands for it. */
  readonly named: boolean;
  /** Nomenclature `structure-kinds`. */
  readonly kind: string;
  readonly siret: string | null;
  readonly seats: readonly KnownSeat[];
}

export interface DirectoryPage {
  /** The names are those of that day. */
  readonly day: CivilDate;
  /** What stands for a name that the reader may not know. */
  readonly hidden: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Structures as whoever is signed in may know them. */
export class StructureDirectory {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
  ) {}

  /** A page by name, in the order of French. */
  async page(scope: Scope, { day, hidden, limit, cursor }: DirectoryPage): Promise<Page<KnownStructure>> {
    const [name, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const values = [day, hidden, name ?? null, id ?? null, limit + 1];
    const { rows } = await this.database.query<DirectoryRow>(scope.token, PAGE, values);
    const known = rows.map(({ structure, ...row }) => ({ id: structure, ...row }));
    return pageOf(known, limit, LIST, this.cursors, (each) => [each.name, each.id]);
  }
}

interface DirectoryRow extends Omit<KnownStructure, 'id'> {
  readonly structure: Uuid;
}
