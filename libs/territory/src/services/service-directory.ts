import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type CursorCodec, type Page } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import { foldedWords, type CivilDate, type Uuid } from '@jalons/kernel';
import type { Service } from './service.events.js';

const COLUMNS = `
  service AS id, territory, listed_on AS "listedOn", confirmed_on AS "confirmedOn", withdrawn_on AS "withdrawnOn",
  described`;

/**
 * $1 words, each the beginning of one of the service; $2 structure, $3 scheme, $4 topic, $5 public, or NULLs; $6 whether
 * common law alone; $7 whether withdrawn ones too; $8 territories, or NULL for all; $9 whether it is specific, $10 name
 * and $11 service after which to go on, or NULLs; $12 rows. Common law first (domain.md § 4). A topic finds its group
 * and what the group holds.
 */
const PAGE = `
  SELECT ${COLUMNS}
    FROM read.services
   WHERE NOT EXISTS (SELECT FROM unnest($1::text[]) word WHERE words NOT LIKE '% ' || word || '%')
     AND ($2::uuid IS NULL OR structure = $2)
     AND ($3::text IS NULL OR scheme = $3)
     AND ($4::text IS NULL OR EXISTS (SELECT FROM unnest(topics) topic
            WHERE topic = $4 OR starts_with(topic, $4 || '--') OR starts_with($4, topic || '--')))
     AND ($5::text IS NULL OR publics && ARRAY[$5, 'tous-publics'])
     AND (NOT $6::boolean OR common_law)
     AND ($7::boolean OR withdrawn_on IS NULL)
     AND ($8::uuid[] IS NULL OR territory IS NULL OR territory = ANY ($8::uuid[]))
     AND ($9::boolean IS NULL OR (NOT common_law, name COLLATE "fr-x-icu", service) > ($9, $10::text, $11::uuid))
   ORDER BY NOT common_law, name COLLATE "fr-x-icu", service
   LIMIT $12`;

/** $1 service */
const ONE = `SELECT ${COLUMNS} FROM read.services WHERE service = $1`;

/** $1 structure */
const IS_STRUCTURE = `
  SELECT EXISTS (SELECT FROM read.structures WHERE structure = $1) AS known,
         EXISTS (SELECT FROM read.structure_names WHERE structure = $1) AS named`;

const LIST = 'services';

/** A service as the directory holds it. */
export interface KnownService {
  readonly id: Uuid;
  readonly territory: Uuid | null;
  readonly listedOn: CivilDate;
  /** The last day on which it was listed, updated or confirmed. */
  readonly confirmedOn: CivilDate;
  readonly withdrawnOn: CivilDate | null;
  readonly described: Service;
}

export interface ServiceQuestion {
  readonly q?: string;
  readonly structure?: Uuid;
  readonly scheme?: string;
  readonly topic?: string;
  readonly public?: string;
  readonly commonLaw?: boolean;
  readonly withdrawn?: boolean;
  /** Null for all of them. */
  readonly territories: readonly Uuid[] | null;
  readonly limit: number;
  readonly cursor?: string;
}

/** The directory of services, as far as the reader may know whose they are. */
export class ServiceDirectory {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
  ) {}

  async page(scope: Scope, question: ServiceQuestion): Promise<Page<KnownService>> {
    const { q = '', limit, cursor, territories, ...by } = question;
    const [specific, name, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const values = [
      foldedWords(q),
      ...[by.structure ?? null, by.scheme ?? null, by.topic ?? null, by.public ?? null],
      ...[by.commonLaw ?? false, by.withdrawn ?? false, territories],
      ...[specific === undefined ? null : specific === 1, name ?? null, id ?? null, limit + 1],
    ];
    const { rows } = await this.database.query<KnownService>(scope.token, PAGE, values);
    return pageOf(rows, limit, LIST, this.cursors, (row) => [
      Number(!row.described.commonLaw),
      row.described.name,
      row.id,
    ]);
  }

  /** Null where there is none. */
  async find(scope: Scope, service: Uuid): Promise<KnownService | null> {
    return (await this.database.query<KnownService>(scope.token, ONE, [service])).rows[0] ?? null;
  }

  /** Whether there is such a structure, and whether the reader may know its name, and with it its services. */
  async structure(scope: Scope, structure: Uuid): Promise<{ readonly known: boolean; readonly named: boolean }> {
    const { rows } = await this.database.query<{ known: boolean; named: boolean }>(scope.token, IS_STRUCTURE, [
      structure,
    ]);
    return rows[0]!;
  }
}
