import { beneficiaryViolations, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import { isDomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import type { MappedCriterion, MappedPerson } from '../rows/mapped-row.js';
import { changeKnownOn, type DecideContext } from './decide-context.js';
import { distinctRows } from './distinct-rows.js';
import { inside, outside, type RowOutcome } from './outcomes.js';
import { NAMELESS, registrationData, registrationFlags, type RegistrationData } from './registration.js';
import type { KnownVersions } from './row-versions.js';
import { RowWriter, type NewVersion, type RowEvent, type RowTimes, type Written } from './row-writer.js';
import { keepSlot, type WantedSlot } from './slot-keeping.js';
import { StreamDraft } from './stream-draft.js';

/** The rows on one person, with all that stands in her stream. */
export interface PersonRows {
  readonly person: Uuid;
  readonly entries: readonly StoredEvent<BeneficiaryEvent>[];
  readonly known: KnownVersions;
  readonly rows: readonly MappedPerson[];
  /** People whose names and birth date are like hers. */
  readonly alike: readonly Uuid[];
  /** Whether an earlier import brought something of the line of a row. */
  readonly isKnownLine: (row: MappedPerson) => boolean;
}

/** When and by whom she was first met, by the parcours that are in the log. */
export interface FirstMeeting {
  readonly occurredOn: CivilDate;
  readonly knownOn?: CivilDate;
}

export interface DecidedPerson {
  readonly person: Uuid;
  readonly draft: StreamDraft<BeneficiaryEvent>;
  readonly versions: readonly NewVersion[];
  readonly outcomes: readonly RowOutcome[];
}

/** What the rows, or the log, say of a person before anything is decided: her parcours are judged with it. */
export interface KnownPerson {
  readonly row?: MappedPerson;
  readonly data: RegistrationData;
  readonly outcomes: readonly RowOutcome[];
}

/** Chooses the one row that counts and checks it. */
export function readPersonRows({ entries, rows }: PersonRows, context: DecideContext): KnownPerson {
  const stored = entries.findLast((event) => event.type === 'BeneficiaryRegistered');
  const before = stored?.type === 'BeneficiaryRegistered' ? stored.data : NAMELESS;
  const distinct = distinctRows(rows, (row) => context.ids.content('BeneficiaryRegistered', contentOf(row)), context);
  const [row, ...others] = distinct.rows;
  const outcomes = [...distinct.outcomes];
  for (const other of others) {
    outcomes.push(outside(other, 'key-repeated', context.fateOf(other.record, 'key-repeated')));
  }
  if (row === undefined) return { data: before, outcomes };
  try {
    return { row, data: registrationData(row.data, context), outcomes };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const field = error.problems[0]?.field;
    const fate = context.fateOf(row.record, 'cell-refused');
    outcomes.push(outside(row, 'cell-refused', fate, { flags: row.flags, ...(field !== undefined && { field }) }));
    return { data: before, outcomes };
  }
}

/** Registers a person with her first parcours, changes what a source says of her, and keeps the places of her parcours. */
export function decidePersonRows(
  given: PersonRows,
  { row, data, outcomes: before }: KnownPerson,
  met: FirstMeeting | null,
  slots: readonly WantedSlot[],
  context: DecideContext,
): DecidedPerson {
  const { person, entries, known } = given;
  const rules = { violationsOf: beneficiaryViolations, now: context.now, times: context.times };
  const draft = new StreamDraft<BeneficiaryEvent>(entries as never, rules);
  const writer = new RowWriter(draft, known, context);
  const outcomes = [...before];
  const registered = draft.events.find(
    (event) => event.type === 'BeneficiaryRegistered' && draft.inForce(event.eventId),
  );
  const first = met?.occurredOn ?? row?.knownOn ?? context.referenceOn;
  const occurredOn = row?.registeredOn ?? registered?.occurredOn ?? first;
  if (row !== undefined) {
    const stood = dataBefore(draft.events, registered, context);
    // Whom she may be was asked already, unless a name or a birth date is new.
    const isNew = stood === undefined || identityIn(stood) !== identityIn(data);
    const asked = isNew ? given : { ...given, alike: [] };
    outcomes.push(registration(row, data, occurredOn, met, asked, writer, context));
  }
  if (row === undefined && registered === undefined && met !== null) {
    // Nobody but her parcours name her: she is registered without a name, to be completed.
    const content = context.ids.content('BeneficiaryRegistered', NAMELESS);
    writer.write(
      context.ids.registration(person),
      content,
      { type: 'BeneficiaryRegistered', data: NAMELESS, occurredOn },
      met,
    );
  }
  for (const slot of slots) keepSlot(slot, draft, context);
  return { person, draft, versions: writer.versions, outcomes };
}

function contentOf({ data, registeredOn }: MappedPerson): unknown {
  return { data, registeredOn };
}

function registration(
  row: MappedPerson,
  data: RegistrationData,
  occurredOn: CivilDate,
  met: FirstMeeting | null,
  { alike, isKnownLine }: PersonRows,
  writer: RowWriter<BeneficiaryEvent>,
  context: DecideContext,
): RowOutcome {
  const field = dayToCome(row, context);
  if (field !== undefined) {
    return outside(row, 'in-the-future', context.fateOf(row.record, 'in-the-future'), { field, flags: row.flags });
  }
  const content = context.ids.content('BeneficiaryRegistered', contentOf(row));
  const event: RowEvent<BeneficiaryEvent> = { type: 'BeneficiaryRegistered', data, occurredOn };
  const knownOn = row.knownOn ?? met?.knownOn;
  const times = { ...row, ...(knownOn !== undefined && { knownOn }) };
  const flags = [...row.flags, ...registrationFlags(data)];
  const written = writer.write(row.row, content, event, times);
  if (written.kind === 'violations') {
    return outside(row, 'contradiction', context.fateOf(row.record, 'contradiction'), { flags });
  }
  if (written.kind === 'corrected-by-hand') {
    return outside(row, 'corrected-by-hand', context.fateOf(row.record, 'corrected-by-hand'), { flags });
  }
  // What a known line adds was not known with the line.
  const added = isKnownLine(row) ? { ...times, knownOn: changeKnownOn(row.updatedOn, context) } : times;
  const identified = row.identifiers.map(({ row: key, system, value }) => {
    const identifier = { system, value };
    const link: RowEvent<BeneficiaryEvent> = { type: 'ExternalIdentifierLinked', data: identifier, occurredOn };
    return writer.write(key, context.ids.content('ExternalIdentifierLinked', identifier), link, added).kind;
  });
  const declared = row.criteria.map((one) => declare(one, occurredOn, added, writer, context));
  if (written.kind !== 'unchanged' && suspect(row, alike, occurredOn, added, writer, context)) {
    flags.push('duplicate-suspected');
  }
  const more = [...identified, ...declared].some((kind) => kind === 'imported' || kind === 'changed');
  const disposition = written.kind === 'unchanged' && more ? 'changed' : written.kind;
  return inside(row, disposition, flags);
}

/** The field of a day that lies in the future, if one does. */
function dayToCome({ registeredOn, criteria }: MappedPerson, { today }: DecideContext): string | undefined {
  if (registeredOn !== undefined && registeredOn > today) return '/registeredOn';
  return criteria.some(({ on }) => on !== undefined && on > today) ? '/criteria' : undefined;
}

type Registered = LifeEvent<BeneficiaryEvent> & { readonly importId?: Uuid };

/** What a person was registered with before this import, which may have been cut short once it had changed it. */
function dataBefore(
  events: readonly LifeEvent<BeneficiaryEvent>[],
  registered: Registered | undefined,
  { importId }: DecideContext,
): RegistrationData | undefined {
  const isOwn = registered?.importId === importId;
  const before = isOwn ? events.find(({ eventId }) => eventId === registered?.corrects) : registered;
  return before?.type === 'BeneficiaryRegistered' ? before.data : undefined;
}

/** What people are compared by. */
function identityIn({ givenName, familyName, birthName, birthDate }: RegistrationData): string {
  return JSON.stringify([givenName, familyName, birthName, birthDate]);
}

/** An answer stands on the day it was given; a source that names none gave it when it met her. */
function declare(
  { row, criterion, answer, on, proof }: MappedCriterion,
  registeredOn: CivilDate,
  times: RowTimes,
  writer: RowWriter<BeneficiaryEvent>,
  { ids }: DecideContext,
): Written['kind'] {
  const said = { criterion, answer, on: on ?? registeredOn, ...(proof !== undefined && { proof }) };
  const event: RowEvent<BeneficiaryEvent> = { type: 'CriterionDeclared', data: said, occurredOn: said.on };
  // The day that is taken for want of another is no part of what the source says.
  const content = ids.content('CriterionDeclared', { criterion, answer, on, proof });
  return writer.write(row, content, event, times).kind;
}

/** Says whom she may be: never a merge, which somebody decides (domain.md § 5). */
function suspect(
  { person }: MappedPerson,
  alike: readonly Uuid[],
  registeredOn: CivilDate,
  times: RowTimes,
  writer: RowWriter<BeneficiaryEvent>,
  { ids }: DecideContext,
): boolean {
  const written = alike.map((other) => {
    const suspicion = { other, because: 'name-and-birth-date' } as const;
    const event: RowEvent<BeneficiaryEvent> = { type: 'DuplicateSuspected', data: suspicion, occurredOn: registeredOn };
    const content = ids.content('DuplicateSuspected', suspicion);
    return writer.write(ids.suspicion(person, other), content, event, times).kind;
  });
  return written.some((kind) => kind === 'imported');
}
