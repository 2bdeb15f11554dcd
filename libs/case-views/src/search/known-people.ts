import { CallLimit } from '@jalons/http';
import { type CivilDate, dateAt, keysAsked, type Uuid } from '@jalons/kernel';
import type { Reader } from '../access/reader.js';
import { accessOf } from '../access/relation.js';
import { DirectoryNames, type MaybeNamed, type Named } from '../names/directory-names.js';
import type { PeopleParts } from './people-search.js';
import { openedPeople, PERSON_ITEMS, type PersonItem, personItems, type PersonRow } from './person-items.js';

/** $1 numbers of words, $2 keys, $3 their parts, $4 birth date, $5 rows. */
const KNOWN = `
  SELECT known.person, known.visible, known.structure, known.professional, reached.email, reached.phone
    FROM read.known_people($1::int[], $2::text[], $3::text[], $4::date, $5) known
    LEFT JOIN LATERAL read.contacts_of(ARRAY[known.professional]) reached ON true`;

/** $1 people. */
const VISIBLE = `
  WITH found AS (SELECT person, place FROM unnest($1::uuid[]) WITH ORDINALITY one (person, place))
  ${PERSON_ITEMS}`;

const MOST = 5;

/** An honest afternoon of registrations; whoever tries out names and dates comes nowhere near enough. */
const LIMIT = { max: 30, windowMs: 10 * 60_000 };

export interface FullName {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
}

/** Whom to call about somebody whom the reader may not see. */
export interface ContactForPerson {
  /** What break-the-glass is asked for by, where nobody can be reached. */
  readonly beneficiaryId: Uuid;
  /** Without an id where it may not be named. */
  readonly structure: MaybeNamed;
  /** Null without a referent, and where the structure may not be named: the coordinator then knows whom to call. */
  readonly referent: (Named & { readonly email: string | null; readonly phone: string | null }) | null;
}

export interface KnownPeopleFound {
  /** Those whom the reader may see. */
  readonly people: readonly PersonItem[];
  /** « Déjà connue, contacter… »: one for each of the others, nothing of who they are. */
  readonly contacts: readonly ContactForPerson[];
}

/** « Déjà connue » (security.md § 1): on full name and birth date, whom to call about people one may not see. */
export class KnownPeople {
  private readonly limit: CallLimit;

  constructor(private readonly parts: PeopleParts) {
    this.limit = new CallLimit(LIMIT, parts.clock);
  }

  /** The likely duplicates of somebody about to be registered. Refused (429) to who asks too often. */
  async find(reader: Reader, { givenName, familyName, birthDate }: FullName): Promise<KnownPeopleFound> {
    const { scope } = reader;
    this.limit.take(scope.professional);
    const asked = [
      ...keysAsked(givenName, 'full-name').map((key) => ({ ...key, part: 'given' })),
      ...keysAsked(familyName, 'full-name').map((key) => ({ ...key, part: 'family' })),
    ];
    const { rows } = await this.parts.database.query<KnownRow>(
      scope.token,
      KNOWN,
      [asked.map(({ word }) => word), asked.map(({ key }) => key), asked.map(({ part }) => part), birthDate, MOST],
      { name: 'known_people_2' },
    );
    const [visible, others] = [rows.filter((row) => row.visible), rows.filter((row) => !row.visible)];
    const [people, contacts] = await Promise.all([this.shown(reader, visible), this.contacts(reader, others)]);
    return { people, contacts };
  }

  private async shown(reader: Reader, rows: readonly KnownRow[]): Promise<readonly PersonItem[]> {
    if (rows.length === 0) return [];
    const { database, journal, clock, zone } = this.parts;
    const found = await database.query<PersonRow>(reader.scope.token, VISIBLE, [rows.map(({ person }) => person)]);
    const people = openedPeople(reader, found.rows);
    const now = clock.now();
    const subjects = people.map(({ row, reason }) => ({ subject: row.person, reason }));
    const near = people.flatMap(({ row }) => row.viewers);
    const [items] = await Promise.all([
      personItems(database, reader, people, dateAt(now, zone)),
      journal.record(accessOf(reader, 'known-people', subjects, near, now)),
    ]);
    return items;
  }

  /** That somebody is known says something of her: it leaves its line like any other read. */
  private async contacts(reader: Reader, rows: readonly KnownRow[]): Promise<readonly ContactForPerson[]> {
    if (rows.length === 0) return [];
    const { database, journal, clock, zone } = this.parts;
    const now = clock.now();
    const subjects = rows.map(({ person }) => ({ subject: person, reason: 'duty' as const }));
    const [names] = await Promise.all([
      DirectoryNames.read(database, reader.scope.token, {
        professionals: rows.flatMap(({ professional }) => professional ?? []),
        structures: rows.map(({ structure }) => structure),
        on: dateAt(now, zone),
      }),
      journal.record(accessOf(reader, 'known-elsewhere', subjects, [], now)),
    ]);
    return rows.map((row) => contactOf(row, names));
  }
}

interface KnownRow {
  readonly person: Uuid;
  readonly visible: boolean;
  readonly structure: Uuid;
  readonly professional: Uuid | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Through its professionals a structure of a sensitive kind would be named all the same, by an address at the least. */
function contactOf(row: KnownRow, names: DirectoryNames): ContactForPerson {
  const { person, structure, professional, email, phone } = row;
  const known = names.knowsStructure(structure);
  return {
    beneficiaryId: person,
    structure: names.structureIfNamed(structure),
    referent: known && professional !== null ? { ...names.professional(professional), email, phone } : null,
  };
}
