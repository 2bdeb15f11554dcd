import type { ScopedDatabase } from '@jalons/database';
import { type CursorCodec, type Page, pageOf } from '@jalons/http';
import { type CivilDate, endOfDay, type Instant, startOfDay, type Uuid } from '@jalons/kernel';
import type { AccessReason } from '@jalons/privacy';
import type { Scope } from '../scope/scope.js';

/** What is asked of the journal; what is left out does not narrow it. */
export interface AccessesAsked {
  readonly from?: CivilDate | undefined;
  /** Last day. */
  readonly to?: CivilDate | undefined;
  readonly professional?: Uuid | undefined;
  /** The id of somebody who was shown. */
  readonly person?: Uuid | undefined;
}

/** A line of the access journal as the dpo reads it: ids and codes alone. */
export interface KnownAccess {
  readonly request: Uuid;
  readonly at: Instant;
  readonly professional: Uuid;
  readonly role: string;
  readonly structure: Uuid | null;
  readonly territory: Uuid | null;
  readonly action: string;
  readonly people: number;
  /** The first of those who were shown, or the one who was asked for. */
  readonly subjects: readonly { readonly person: Uuid; readonly reason: AccessReason }[];
}

/** People of one line that are named; a list of the file active shows more. */
const NAMED = 10;

/**
 * $1, $2 instants between which, or NULLs; $3 professional; $4 person; $5, $6, $7 instant, request and action after
 * which to go on; $8 people named on a line; $9 rows. The latest first; a policy shows the lines to a dpo alone.
 */
const PAGE = `
  SELECT line.request, line.at_ms::float8 AS at, line.professional, line.role, line.structure, line.territory,
         line.action, cardinality(line.subjects) AS people,
         (SELECT coalesce(json_agg(json_build_object('person', named.person, 'reason', named.reason)
                                   ORDER BY named.place), '[]')
            FROM (SELECT shown.person, shown.reason, shown.place
                    FROM unnest(line.subjects, line.reasons) WITH ORDINALITY shown (person, reason, place)
                   WHERE $4::uuid IS NULL OR shown.person = $4
                   ORDER BY shown.place LIMIT $8) named) AS subjects
    FROM journal.accesses line
   WHERE ($1::bigint IS NULL OR line.at_ms >= $1) AND ($2::bigint IS NULL OR line.at_ms <= $2)
     AND ($3::uuid IS NULL OR line.professional = $3)
     AND ($4::uuid IS NULL OR $4 = ANY (line.subjects))
     AND ($5::bigint IS NULL OR (line.at_ms, line.request, line.action) < ($5, $6::uuid, $7::text))
   ORDER BY line.at_ms DESC, line.request DESC, line.action DESC
   LIMIT $9`;

const LIST = 'accesses';

/** Reads of personal data, as the journal keeps them for twelve months (security.md § 4). */
export class Accesses {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
    /** The IANA zone of the days that are asked for. */
    private readonly zone: string,
  ) {}

  async page(
    { token }: Scope,
    { from, to, professional, person }: AccessesAsked,
    limit: number,
    cursor?: string,
  ): Promise<Page<KnownAccess>> {
    const [at, request, action] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const { rows } = await this.database.query<KnownAccess>(token, PAGE, [
      from === undefined ? null : startOfDay(from, this.zone),
      to === undefined ? null : endOfDay(to, this.zone),
      ...[professional ?? null, person ?? null],
      ...[at ?? null, request ?? null, action ?? null],
      ...[NAMED, limit + 1],
    ]);
    return pageOf(rows, limit, LIST, this.cursors, (line) => [line.at, line.request, line.action]);
  }
}
