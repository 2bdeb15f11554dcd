import { DomainError, type Uuid } from '@jalons/kernel';
import type { DomainEvent, ReadableEvent, StoredEvent } from '../codec/event.js';
import type { Position } from '../port/envelope.js';
import type { ExpectedRevision } from '../port/event-log.js';
import type { Decider } from './decider.js';

/** What a command appended, as its first answer said. */
export interface StoredCommand {
  readonly hash: string;
  readonly eventIds: readonly Uuid[];
  readonly revision: number;
  readonly position: Position;
}

type Fold<Event extends DomainEvent, State> = Pick<Decider<never, Event, State>, 'initial' | 'evolve'>;

/** A stream folded up to a revision, with the commands that wrote it. Holds personal data in clear: evicted on erasure. */
export class FoldedStream<Event extends DomainEvent = DomainEvent, State = unknown> {
  private folded: State;
  private lastRevision = -1;
  private lastPosition: Position = '';
  private readonly commands = new Map<Uuid, StoredCommand>();
  private readonly sealedBy = new Set<Uuid>();

  constructor(private readonly fold: Fold<Event, State>) {
    this.folded = fold.initial();
  }

  get state(): State {
    return this.folded;
  }

  /** -1 while the stream does not exist. */
  get revision(): number {
    return this.lastRevision;
  }

  /** Empty, hence before every position, while the stream does not exist. */
  get position(): Position {
    return this.lastPosition;
  }

  get expected(): ExpectedRevision {
    return this.lastRevision === -1 ? 'none' : this.lastRevision;
  }

  /** Whether this is the fold of that decider: use cases of one aggregate share `initial` and `evolve`. */
  isFoldOf(decider: { readonly initial: unknown; readonly evolve: unknown }): boolean {
    return decider.evolve === this.fold.evolve && decider.initial === this.fold.initial;
  }

  commandOf(commandId: Uuid): StoredCommand | undefined {
    return this.commands.get(commandId);
  }

  isSealedBy(keyId: Uuid): boolean {
    return this.sealedBy.has(keyId);
  }

  /**
   * Folds the events that follow. Throws DomainError where the subject was erased: nothing can be decided any more.
   */
  advance(events: readonly ReadableEvent[]): void {
    for (const event of events) {
      if (event.erased) throw subjectErased();
      this.folded = this.fold.evolve(this.folded, event as StoredEvent<Event>);
      this.lastRevision = event.revision;
      this.lastPosition = event.position;
      this.sealedBy.add(event.keyId);
      this.remember(event);
    }
  }

  private remember({ commandId, commandHash, eventId, revision, position }: StoredEvent): void {
    const eventIds = [...(this.commands.get(commandId)?.eventIds ?? []), eventId];
    this.commands.set(commandId, { hash: commandHash, eventIds, revision, position });
  }
}

/** The refusal of anything about a person who was erased (security.md § 3). */
export function subjectErased(): DomainError {
  return new DomainError('gone', 'subject-erased', 'Cette personne a été effacée : plus rien ne peut être enregistré.');
}
