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
import { encountersIn, linksTo } from '../outreach/linked-encounters.js';
import { isOpenTo } from './people-access.js';

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
  readonly context: Pick<CommandContext, 'commandId'>;
}

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/** Another record as the log tells it. */
interface OtherRecord {
  readonly entries: Entries;
  /** The records of its case. */
  readonly others: OtherRecords;
}

/**
 * What other streams have against a command on a person (architecture.md § 3.3). They are read in the log; only whether
 * another record is open to the caller is read in the read models. A retry is asked nothing: its first answer stands.
 */
export class OtherStreams {
  constructor(private readonly parts: OtherStreamsParts) {}

  /** @returns the refusal, for whoever the person is open to; null where nothing is against it */
  async against(command: BeneficiaryCommand, request: Asked): Promise<DomainError | null> {
    if (!LOOKS_ELSEWHERE.has(command.type)) return null;
    const own = await this.entriesOf(request.person);
    if (own === null || own.some(({ commandId }) => commandId === request.context.commandId)) return null;
    switch (command.type) {
      case 'SuspectDuplicate':
        return this.againstJoining(request, command.suspicion.other, '/other');
      case 'MergeInto':
        return command.into === command.self ? null : this.againstMerging(request, command.into);
      case 'VoidBeneficiaryEntry':
        return this.againstVoid(request, own, command.eventId);
      default:
        return null;
    }
  }

  private async againstMerging(request: Asked, into: Uuid): Promise<DomainError | null> {
    const other = await this.open(request, into);
    if (other === null) return otherUnknown('/into');
    if (other.others.has(request.person)) return oneAlready();
    return mergeOf(other.entries) === undefined ? null : mergedElsewhere();
  }

  /** Two records that are one already cannot be said to be, or become, one. */
  private async againstJoining(request: Asked, record: Uuid, field: string): Promise<DomainError | null> {
    const other = await this.open(request, record);
    if (other === null) return otherUnknown(field);
    return other.others.has(request.person) ? oneAlready() : null;
  }

  private async againstVoid(request: Asked, own: Entries, eventId: Uuid): Promise<DomainError | null> {
    const merge = mergeGivenBack(own, eventId);
    if (merge !== undefined) return this.againstJoining(request, merge.data.into, '/eventId');
    const isRegistration = own.find((entry) => entry.eventId === eventId)?.type === 'BeneficiaryRegistered';
    return isRegistration ? this.againstUnregistering(request.person, own) : null;
  }

  /** Her own entries that rest on her registration are for her own stream to say. */
  private async againstUnregistering(person: Uuid, own: Entries): Promise<DomainError | null> {
    const { database, store } = this.parts;
    const links = await linksTo(person, encountersIn(database), store);
    if (links.length > 0) {
      return entryHasDependants(
        links,
        'Des rencontres d’aller-vers sont rattachées à cette personne : annulez d’abord ces rattachements.',
      );
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

  /** Null where it is not open to the caller, is registered no more, or was erased, whatever the read models still show. */
  private async open({ scope }: Asked, record: Uuid): Promise<OtherRecord | null> {
    if (!(await isOpenTo(this.parts.database, scope.token, record))) return null;
    const entries = await this.entriesOf(record);
    if (entries === null || identityOf(entries) === null) return null;
    return { entries, others: await this.parts.merged.othersOf(record, entries) };
  }

  /** Null where the person was erased. */
  private async entriesOf(record: Uuid): Promise<Entries | null> {
    const events = await this.parts.store.load(`beneficiary-${record}`);
    const isErased = events.some(({ erased, type }) => erased || type === 'BeneficiaryErased');
    return isErased ? null : (events as unknown as Entries);
  }
}

function isReadable(event: ReadableEvent): event is StoredEvent {
  return !event.erased;
}

const LOOKS_ELSEWHERE: ReadonlySet<BeneficiaryCommand['type']> = new Set([
  'SuspectDuplicate',
  'MergeInto',
  'VoidBeneficiaryEntry',
]);

function otherUnknown(field: string): DomainError {
  const message = 'Cette fiche n’existe pas ou ne vous est pas ouverte : le rapprochement demande de voir les deux.';
  return new DomainError('unprocessable', 'other-person-unknown', message, [
    { field, code: 'other-person-unknown', message },
  ]);
}

function oneAlready(): DomainError {
  return new DomainError('conflict', 'already-merged', 'Ces deux fiches sont déjà rapprochées.');
}

function mergedElsewhere(): DomainError {
  return new DomainError(
    'conflict',
    'merged-elsewhere',
    'Cette fiche est elle-même rapprochée d’une autre : choisissez la fiche conservée.',
  );
}
