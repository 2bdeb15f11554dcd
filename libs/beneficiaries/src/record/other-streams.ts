import type { ScopedDatabase } from '@jalons/database';
import {
  entryHasDependants,
  isVoid,
  unvoided,
  type CommandContext,
  type EventStore,
  type ReadableEvent,
  type StoredEvent,
} from '@jalons/event-log';
import type { Scope } from '@jalons/identity';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { BeneficiaryCommand } from '../beneficiary/beneficiary.commands.js';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { slotsIn } from '../beneficiary/beneficiary.life.js';
import { identityOf } from '../beneficiary/identity.js';
import { mergeGivenBack, mergeOf, type MergedRecords, type OtherRecords } from '../merging/merged-records.js';
import {
  caseNotCoordinated,
  mergedElsewhere,
  otherNotFollowed,
  otherUnknown,
  type PairedRecord,
  refusalToJoin,
  suspicionNeeded,
  suspicionsOfOthers,
} from '../merging/joining.js';
import { encountersIn, linksTo } from '../outreach/linked-encounters.js';
import { openedTo, type OpenedPerson } from './people-access.js';

export interface OtherStreamsParts {
  /** On the api's connection: whether another record is open to the caller is read there. */
  readonly database: ScopedDatabase;
  readonly store: Pick<EventStore, 'load'>;
  readonly merged: MergedRecords;
}

/** Who asks what of which person. */
interface Asked {
  readonly person: Uuid;
  readonly scope: Pick<Scope, 'token'>;
  readonly context: Pick<CommandContext, 'commandId' | 'actor' | 'structure'>;
  /** What the person is to who asks. */
  readonly opened: OpenedPerson;
  /** The other records of her case. */
  readonly others: OtherRecords;
  /** The role of the caller settles duplicates of whom it reads. */
  readonly byReading: boolean;
}

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/**
 * What other streams have against a command on a person (architecture.md § 3.3). They are read in the log; only whether
 * another record is open to the caller is read in the read models. A retry is asked nothing: its first answer stands.
 */
export class OtherStreams {
  constructor(private readonly parts: OtherStreamsParts) {}

  /** @returns the refusal, for whoever may record of the person; null where nothing is against it */
  async against(command: BeneficiaryCommand, request: Asked): Promise<DomainError | null> {
    if (!LOOKS_ELSEWHERE.has(command.type)) return null;
    const own = await this.entriesOf(request.person);
    if (own === null || own.some(({ commandId }) => commandId === request.context.commandId)) return null;
    switch (command.type) {
      case 'SuspectDuplicate':
        return this.againstSuspecting(request, own, command.suspicion.other);
      case 'MergeInto':
        return command.into === command.self ? null : this.againstMerging(request, own, command.into);
      case 'ReverseMerge':
        return this.againstParting(request, own);
      case 'VoidBeneficiaryEntry':
        return this.againstVoid(request, own, command.eventId);
      default:
        return null;
    }
  }

  /** Whoever reads the other may say so: what comes of it is for who follows both, and for the coordinator. */
  private async againstSuspecting(request: Asked, own: Entries, record: Uuid): Promise<DomainError | null> {
    const other = await this.pairedWith(request, record);
    return other === null ? otherUnknown('/other') : refusalToJoin(ownOf(request, own), other);
  }

  private async againstMerging(request: Asked, own: Entries, into: Uuid): Promise<DomainError | null> {
    const other = await this.pairedWith(request, into);
    if (other === null) return otherUnknown('/into');
    const one = ownOf(request, own);
    const refusal = refusalToJoin(one, other);
    if (refusal !== null) return refusal;
    if (mergeOf(other.entries) !== undefined) return mergedElsewhere();
    if (one.opened.opening !== 'read' && other.opened.opening === 'followed') return null;
    if (!request.byReading) return otherNotFollowed('/into');
    return (await this.isSuspected(request, one, other)) ? null : suspicionNeeded();
  }

  /** Somebody else said that the two may be one, of records of the caller's territory. */
  private async isSuspected({ scope, context }: Asked, one: PairedRecord, other: PairedRecord): Promise<boolean> {
    const told = suspicionsOfOthers(one, other, context.actor);
    if (told.length === 0) return false;
    const { rows } = await this.parts.database.query(scope.token, COORDINATED, [told], { name: 'coordinated_pairs_1' });
    return rows.length > 0;
  }

  /** Whoever follows her parts them; the coordinator, in the territories in which she may merge. */
  private async againstParting({ person, scope, opened, byReading }: Asked, own: Entries): Promise<DomainError | null> {
    if (opened.opening !== 'read' || !byReading) return null;
    const others = await this.parts.merged.othersOf(person, own);
    const registered = [own, ...others.values()].flatMap((entries) => registeredWhere(entries) ?? []);
    const { database } = this.parts;
    const { rows } = await database.query(scope.token, COORDINATES, [person, registered], { name: 'coordinates_1' });
    return rows.length > 0 ? null : caseNotCoordinated();
  }

  private async againstVoid(request: Asked, own: Entries, eventId: Uuid): Promise<DomainError | null> {
    const merge = mergeGivenBack(own, eventId);
    if (merge !== undefined) return this.againstGivingBack(request, own, merge.data.into);
    const isRegistration = own.find((entry) => entry.eventId === eventId)?.type === 'BeneficiaryRegistered';
    return isRegistration ? this.againstUnregistering(request, own) : null;
  }

  private async againstGivingBack(request: Asked, own: Entries, into: Uuid): Promise<DomainError | null> {
    const other = await this.pairedWith(request, into);
    if (other === null) return otherUnknown('/eventId');
    const refusal = refusalToJoin(ownOf(request, own), other);
    return refusal ?? (other.opened.opening === 'followed' ? null : otherNotFollowed('/eventId'));
  }

  /** Her own entries that rest on her registration are for her own stream to say. */
  private async againstUnregistering({ person, context }: Asked, own: Entries): Promise<DomainError | null> {
    const { database, store } = this.parts;
    const links = await linksTo(person, encountersIn(database), store);
    if (links.length > 0) {
      const isOwn = links.every(({ structure }) => structure === context.structure);
      return entryHasDependants(links, isOwn ? LINKED : LINKED_ELSEWHERE);
    }
    // A slot that holds no day is that of an opening that was undone, or of a parcours that ended as it began.
    const empty = slotsIn(own).filter(({ from, to }) => from === to);
    const parcours = await Promise.all(empty.map(({ parcoursId }) => store.load(`parcours-${parcoursId}`)));
    const standing = parcours.flatMap((events) =>
      unvoided(events.filter(isReadable)).filter((event) => !isVoid(event)),
    );
    return standing.length === 0
      ? null
      : entryHasDependants(standing, 'Cette personne a un parcours : annulez d’abord ce qui y est enregistré.');
  }

  /** Null where it is closed to the caller, is registered no more, or was erased, whatever the read models still show. */
  private async pairedWith({ scope }: Asked, person: Uuid): Promise<PairedRecord | null> {
    const opened = await openedTo(this.parts.database, scope.token, person);
    if (opened.opening === 'closed') return null;
    const entries = await this.entriesOf(person);
    if (entries === null || identityOf(entries) === null) return null;
    return { person, entries, opened, others: await this.parts.merged.othersOf(person, entries) };
  }

  /** Null where the person was erased. */
  private async entriesOf(record: Uuid): Promise<Entries | null> {
    const events = await this.parts.store.load(`beneficiary-${record}`);
    const isErased = events.some(({ erased, type }) => erased || type === 'BeneficiaryErased');
    return isErased ? null : (events as unknown as Entries);
  }
}

function ownOf({ person, opened, others }: Asked, entries: Entries): PairedRecord {
  return { person, entries, opened, others };
}

function registeredWhere(entries: Entries): Uuid | undefined {
  return entries.find(({ type }) => type === 'BeneficiaryRegistered')?.territory;
}

function isReadable(event: ReadableEvent): event is StoredEvent {
  return !event.erased;
}

const LINKED = 'Des rencontres d’aller-vers sont rattachées à cette personne : annulez d’abord ces rattachements.';

/** A link is for the structure of the encounter alone, which nobody else sees. */
const LINKED_ELSEWHERE =
  'Une autre structure a rattaché une rencontre d’aller-vers à cette personne : demandez à la structure qui l’a rattachée d’annuler d’abord ce rattachement.';

/** $1 suspicions: those that the coordinator of a territory finds in her list. */
const COORDINATED = `
  SELECT FROM read.duplicates pair
   WHERE pair.suspicion = ANY ($1::uuid[]) AND pair.territories && (SELECT auth.my_territories())::uuid[] LIMIT 1`;

/** $1 person, $2 where the records of her case were registered: a row where the caller coordinates one of these, or a parcours. */
const COORDINATES = `
  SELECT WHERE $2::uuid[] && (SELECT auth.my_territories())::uuid[] OR read.coordinates_person($1::uuid, NULL)`;

const LOOKS_ELSEWHERE: ReadonlySet<BeneficiaryCommand['type']> = new Set([
  'SuspectDuplicate',
  'MergeInto',
  'ReverseMerge',
  'VoidBeneficiaryEntry',
]);
