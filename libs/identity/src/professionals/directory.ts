import type { ScopedDatabase } from '@jalons/database';
import { type CursorCodec, type Page, pageOf } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { Role } from '../professional/roles.js';
import type { Scope } from '../scope/scope.js';

/**
 * $1, $2, $3 family name, given name and id after which to go on, or NULLs; $4 rows.
 * Policies cut the mandates to those that the reader may know of.
 */
const PAGE = `
  WITH page AS (
    SELECT professional, given_name, family_name FROM read.professionals
     WHERE $1::text IS NULL OR (family_name, given_name, professional) > ($1, $2::text, $3::uuid)
     ORDER BY family_name, given_name, professional
     LIMIT $4)
  SELECT who.professional, who.given_name, who.family_name, reached.email, reached.phone,
         coalesce((SELECT json_agg(json_build_object(
                            'mandate', held.mandate, 'role', held.role, 'structure', held.structure,
                            'territory', held.territory, 'from', held.held_from, 'until', held.held_until)
                          ORDER BY held.held_from, held.mandate)
                     FROM read.mandates held WHERE held.professional = who.professional), '[]') AS mandates
    FROM page who
    LEFT JOIN read.contacts_of(ARRAY(SELECT professional FROM page)) reached USING (professional)
   ORDER BY who.family_name, who.given_name, who.professional`;

/** $1 professional. */
const EMAIL = 'SELECT email FROM read.contacts_of(ARRAY[$1::uuid])';

/** $1 professional, $2 structures. */
const IS_MEMBER = `
  SELECT FROM read.mandates held
   WHERE held.professional = $1 AND held.structure = ANY ($2::uuid[])
     AND (held.held_until IS NULL OR (now() AT TIME ZONE held.zone)::date < held.held_until)
   LIMIT 1`;

const LIST = 'professionals';

export interface KnownMandate {
  readonly mandate: Uuid;
  readonly role: Role;
  readonly structure: Uuid | null;
  readonly territory: Uuid | null;
  readonly from: CivilDate;
  /** First day without it; null where open-ended. */
  readonly until: CivilDate | null;
}

export interface KnownProfessional {
  readonly professional: Uuid;
  readonly givenName: string;
  readonly familyName: string;
  /** This and the telephone: null where they would tell of a structure that the reader may not know by name. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly mandates: readonly KnownMandate[];
}

/** Professionals as their colleagues may know them. */
export class Directory {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
  ) {}

  /** A page by family name, given name and id. */
  async page(scope: Scope, limit: number, cursor?: string): Promise<Page<KnownProfessional>> {
    const [family, given, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const values = [family ?? null, given ?? null, id ?? null, limit + 1];
    const { rows } = await this.database.query<DirectoryRow>(scope.token, PAGE, values);
    return pageOf(rows.map(professionalOf), limit, LIST, this.cursors, (each) => [
      each.familyName,
      each.givenName,
      each.professional,
    ]);
  }

  /** The work address of a professional; null where none is known. */
  async emailOf(scope: Scope, professional: Uuid): Promise<string | null> {
    const { rows } = await this.database.query<{ email: string | null }>(scope.token, EMAIL, [professional]);
    return rows[0]?.email ?? null;
  }

  /** True for who holds a mandate in one of these structures, or will; not for who has left. */
  async isMember(scope: Scope, professional: Uuid, structures: readonly Uuid[]): Promise<boolean> {
    const { rows } = await this.database.query(scope.token, IS_MEMBER, [professional, structures]);
    return rows.length > 0;
  }
}

interface DirectoryRow {
  readonly professional: Uuid;
  readonly given_name: string;
  readonly family_name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mandates: readonly KnownMandate[];
}

function professionalOf(row: DirectoryRow): KnownProfessional {
  const { professional, given_name, family_name, email, phone, mandates } = row;
  return { professional, givenName: given_name, familyName: family_name, email, phone, mandates };
}
