import type { ScopedDatabase } from '@jalons/database';
import type { PersonState } from '@jalons/beneficiaries';
import type { Clock } from '@jalons/http';
import { type CivilDate, dateAt, DomainError, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import type { CaseStatus } from '../cases/case-document.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { fullNameOf } from '../names/person-name.js';
import { type Identity, IDENTITY_COLUMNS, identityOf, type IdentityColumns } from './identities.js';
import type { PersonDetail } from './person-details.js';

/**
 * $1 person: every record of the merged case that she belongs to. Policies decide row by row what of the details the
 * reader may see.
 */
const RECORDS = `
  SELECT who.person, who.viewers, who.members, who.survivor, who.merge, who.standing, ${IDENTITY_COLUMNS},
         coalesce((SELECT jsonb_agg(jsonb_build_object('criteria', apart.criteria, 'reasons', apart.reasons))
                     FROM read.person_details apart WHERE apart.person = who.person), '[]') AS details,
         EXISTS (SELECT FROM read.orientations received
                  WHERE received.beneficiary = who.person AND received.pending
                    AND received.to_structure = ANY ((SELECT auth.my_structures())::uuid[])) AS received,
         who.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM read.persons who
   WHERE who.person = ANY (ARRAY(SELECT unnest(asked.members) FROM read.persons asked WHERE asked.person = $1))
   ORDER BY who.person`;

/** $1 people. */
const PARCOURS = `
  SELECT case_.parcours, case_.beneficiary, case_.viewers, case_.exited, case_.opened_on, case_.exited_on,
         case_.referent, case_.to_reconcile,
         coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure
    FROM read.cases case_ WHERE case_.beneficiary = ANY ($1::uuid[])
   ORDER BY case_.exited, case_.opened_on DESC, case_.parcours`;

/** One of the records that make the person's case. */
export interface PersonRecord {
  readonly beneficiaryId: Uuid;
  readonly fullName: string;
  /** The entry that merged it into another, to be named where that is reversed; null for the record that stands. */
  readonly mergeId: Uuid | null;
}

export interface PersonParcours {
  readonly id: Uuid;
  readonly beneficiaryId: Uuid;
  readonly status: CaseStatus;
  readonly openedOn: CivilDate;
  readonly exitedOn: CivilDate | null;
  readonly referent: Named | null;
  readonly structure: Named;
  readonly toReconcile: boolean;
}

/** As `read.persons` holds it. */
interface Standing extends Pick<PersonState, 'notices' | 'objections'> {
  readonly restrictions: readonly Omit<PersonState['restrictions'][number], 'reason'>[];
}

/** A restriction in force. */
export interface ShownRestriction extends Omit<PersonState['restrictions'][number], 'reason'> {
  /** Null for who may not read it: it may tell of health or justice. */
  readonly reason: string | null;
}

type OfRecord<Item> = Item & { readonly beneficiaryId: Uuid };

export interface PersonSheet {
  /** Of the record that stands for all. */
  readonly identity: Identity;
  readonly records: readonly PersonRecord[];
  /** Merges go round in a circle: one of them is to be reversed. */
  readonly circular: boolean;
  /** Those that the reader may see; nothing tells the others from none. */
  readonly criteria: readonly OfRecord<PersonState['criteria'][number]>[];
  readonly notices: readonly OfRecord<Standing['notices'][number]>[];
  readonly objections: readonly OfRecord<Standing['objections'][number]>[];
  readonly restrictions: readonly OfRecord<ShownRestriction>[];
  /** Those that the reader may see. */
  readonly parcours: readonly PersonParcours[];
}

export interface PersonSheetsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** Everything that stands of one person, whole, across the records that were merged. */
export class PersonSheets {
  constructor(private readonly parts: PersonSheetsParts) {}

  /** Refused as unknown where she is not open to the reader. */
  async sheet(reader: Reader, person: Uuid): Promise<PersonSheet> {
    const { database, journal, clock, zone } = this.parts;
    const { token } = reader.scope;
    const { rows: records } = await database.query<RecordRow>(token, RECORDS, [person], { name: 'person_records_2' });
    const members = records.map((row) => row.person);
    const { rows: cases } = await database.query<ParcoursRow>(token, PARCOURS, [members], { name: 'person_cases_1' });
    const referents = new Set(cases.filter(({ exited }) => !exited).map(({ referent }) => referent));
    const subjects = records.flatMap((row) => {
      const byOrientation = row.received && cases.length === 0;
      const ties = byOrientation ? { viewers: [], receivers: row.viewers } : { viewers: row.viewers };
      const referent = referents.has(reader.scope.professional) ? reader.scope.professional : null;
      const reason = reasonFor(reader.scope, { ...ties, referent, elevated: row.elevated });
      return reason === null ? [] : [{ subject: row.person, reason }];
    });
    if (subjects.length < records.length || records.length === 0) throw personUnknown();
    const now = clock.now();
    const near = records.flatMap(({ viewers }) => viewers);
    const [names] = await Promise.all([
      DirectoryNames.read(database, token, {
        professionals: cases.flatMap(({ referent }) => referent ?? []),
        structures: cases.map(({ structure }) => structure),
        on: dateAt(now, zone),
      }),
      journal.record(accessOf(reader, 'person', subjects, near, now)),
    ]);
    return sheetOf(person, records, cases, names);
  }
}

function sheetOf(
  asked: Uuid,
  records: readonly RecordRow[],
  cases: readonly ParcoursRow[],
  names: DirectoryNames,
): PersonSheet {
  const survivor = records[0]!.survivor;
  const kept = records.find(({ person }) => person === (survivor ?? asked)) ?? records[0]!;
  const all = <Item>(itemsOf: (row: RecordRow) => readonly Item[]) =>
    records.flatMap((row) => itemsOf(row).map((item) => ({ ...item, beneficiaryId: row.person })));
  return {
    identity: identityOf(kept.person, kept),
    records: records.map(({ person, given_name, family_name, merge }) => ({
      ...{ beneficiaryId: person, fullName: fullNameOf(given_name, family_name), mergeId: merge },
    })),
    circular: survivor === null,
    criteria: all(criteriaOf),
    notices: all(({ standing }) => standing.notices),
    objections: all(({ standing }) => standing.objections),
    restrictions: all(restrictionsOf),
    parcours: cases.map((row) => parcoursOf(row, names)),
  };
}

/** By day and by criterion: in which row each was kept would tell who recorded it. */
function criteriaOf({ details }: RecordRow): PersonDetail['criteria'] {
  const order = ({ on, criterion }: PersonDetail['criteria'][number]) => `${on} ${criterion}`;
  return details.flatMap(({ criteria }) => criteria).toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

function restrictionsOf({ standing, details }: RecordRow): readonly ShownRestriction[] {
  const reasons = new Map(details.flatMap((detail) => detail.reasons.map(({ id, reason }) => [id, reason] as const)));
  return standing.restrictions.map((each) => ({ ...each, reason: reasons.get(each.id) ?? null }));
}

function parcoursOf(row: ParcoursRow, names: DirectoryNames): PersonParcours {
  return {
    id: row.parcours,
    beneficiaryId: row.beneficiary,
    status: row.exited ? 'exited' : 'open',
    openedOn: row.opened_on,
    exitedOn: row.exited_on,
    referent: row.referent === null ? null : names.professional(row.referent),
    structure: names.structure(row.structure),
    toReconcile: row.to_reconcile,
  };
}

interface RecordRow extends IdentityColumns {
  readonly person: Uuid;
  readonly viewers: readonly Uuid[];
  readonly members: readonly Uuid[];
  readonly survivor: Uuid | null;
  readonly merge: Uuid | null;
  readonly standing: Standing;
  readonly details: readonly PersonDetail[];
  readonly received: boolean;
  readonly elevated: boolean;
}

interface ParcoursRow {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly viewers: readonly Uuid[];
  readonly exited: boolean;
  readonly opened_on: CivilDate;
  readonly exited_on: CivilDate | null;
  readonly referent: Uuid | null;
  readonly to_reconcile: boolean;
  readonly structure: Uuid;
}

/** The refusal of a person who does not exist or is not open to the reader. */
export function personUnknown(): DomainError {
  return new DomainError('not-found', 'person-unknown', 'Cette personne n’existe pas ou ne vous est pas ouverte.');
}
