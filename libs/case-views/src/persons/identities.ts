import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor, type Ties } from '../access/relation.js';
import { unknownParcours } from '../timeline/parcours-views.js';

/** Who a person is, read of `read.persons who`. */
export const IDENTITY_COLUMNS = [
  ...['given_name', 'family_name', 'birth_name', 'birth_date', 'sex', 'phone', 'email', 'other_contact', 'address'],
  ...['qpv', 'quartier', 'qpv_evidence', 'out_of_perimeter'],
]
  .map((column) => `who.${column}`)
  .join(', ');

/**
 * $1 parcours. The person behind it: a receiver knows her by the orientation alone, before the parcours opens to it.
 */
const IDENTITY = `
  WITH behind AS (
    SELECT case_.beneficiary, case_.viewers, case_.receivers, case_.referent
      FROM read.cases case_ WHERE case_.parcours = $1
    UNION ALL
    SELECT received.beneficiary, '{}', array_agg(received.to_structure), NULL
      FROM read.orientations received WHERE received.parcours = $1 AND received.pending
     GROUP BY received.beneficiary
     LIMIT 1)
  SELECT behind.beneficiary, behind.viewers, behind.receivers, behind.referent,
         ${IDENTITY_COLUMNS},
         who.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM behind JOIN read.persons who ON who.person = behind.beneficiary`;

/** Who a person is, whole: names, birth, contacts. */
export interface Identity {
  readonly beneficiaryId: Uuid;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthName: string | null;
  readonly birthDate: CivilDate | null;
  readonly sex: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly otherContact: string | null;
  readonly address: { readonly line: string; readonly postcode: string; readonly city: string } | null;
  readonly qpv: string | null;
  readonly quartier: string | null;
  readonly qpvEvidence: string;
  readonly outOfPerimeter: boolean;
}

export interface IdentitiesParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly clock: Clock;
}

/** Identities, asked for one by one: each asking leaves its own line in the access journal. */
export class Identities {
  constructor(private readonly parts: IdentitiesParts) {}

  /** The person of a parcours; refused as unknown where she is not open to the reader. */
  async ofParcours(reader: Reader, parcours: Uuid): Promise<Identity> {
    const { database, journal, clock } = this.parts;
    const { scope } = reader;
    const { rows } = await database.query<IdentityRow>(scope.token, IDENTITY, [parcours], { name: 'identity_1' });
    const [row] = rows;
    const reason = row === undefined ? null : reasonFor(scope, row);
    if (row === undefined || reason === null) throw unknownParcours();
    const near = [...row.viewers, ...row.receivers];
    const subjects = [{ subject: row.beneficiary, reason }];
    await journal.record(accessOf(reader, 'parcours-identity', subjects, near, clock.now()));
    return identityOf(row.beneficiary, row);
  }
}

interface IdentityRow extends Ties, IdentityColumns {
  readonly beneficiary: Uuid;
  readonly receivers: readonly Uuid[];
}

/** The values of {@link IDENTITY_COLUMNS}. */
export interface IdentityColumns {
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_name: string | null;
  readonly birth_date: CivilDate | null;
  readonly sex: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly other_contact: string | null;
  readonly address: Identity['address'];
  readonly qpv: string | null;
  readonly quartier: string | null;
  readonly qpv_evidence: string;
  readonly out_of_perimeter: boolean;
}

export function identityOf(beneficiaryId: Uuid, row: IdentityColumns): Identity {
  return {
    beneficiaryId,
    givenName: row.given_name,
    familyName: row.family_name,
    birthName: row.birth_name,
    birthDate: row.birth_date,
    sex: row.sex,
    phone: row.phone,
    email: row.email,
    otherContact: row.other_contact,
    address: row.address,
    qpv: row.qpv,
    quartier: row.quartier,
    qpvEvidence: row.qpv_evidence,
    outOfPerimeter: row.out_of_perimeter,
  };
}
