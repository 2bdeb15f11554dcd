import {
  isVoid,
  type Decided,
  type DomainEvent,
  type EntryVoided,
  type LifeEvent,
  type Violation,
} from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { changeKnownOn, type DecideContext } from './decide-context.js';
import { rowState, type KnownVersion, type KnownVersions, type RowState } from './row-versions.js';
import type { Planned, StreamDraft } from './stream-draft.js';

/** Why a void of an import was made; read by people in a timeline. */
const CHANGED_IN_SOURCE = 'Ligne modifiée dans le fichier d’origine.';

/** An event of a row, before it has an id. */
export type RowEvent<E extends DomainEvent> = Pick<Decided<E>, 'type' | 'data' | 'occurredOn' | 'at'>;

/** Times of a row: when its source knew it, and its last state. */
export interface RowTimes {
  readonly knownOn?: CivilDate;
  readonly updatedOn?: CivilDate;
}

/** What writing a row came to. */
export type Written =
  | { readonly kind: 'imported' | 'changed' | 'unchanged' }
  | { readonly kind: 'corrected-by-hand' }
  | { readonly kind: 'violations'; readonly violations: readonly Violation[] };

/** What is to be remembered of an entry written: which row it is of, and what it says. */
export interface NewVersion extends KnownVersion {
  readonly row: Uuid;
}

/**
 * Writes rows into one stream: a new entry, a void and its replacement where the row says something else, nothing where
 * it says the same or where somebody voided it (domain.md § 5).
 */
export class RowWriter<E extends DomainEvent> {
  readonly versions: NewVersion[] = [];
  private readonly own = new Map<Uuid, readonly KnownVersion[]>();

  constructor(
    private readonly draft: StreamDraft<E>,
    private readonly known: KnownVersions,
    private readonly context: DecideContext,
  ) {}

  stateOf(row: Uuid): RowState {
    const versions = this.own.get(row) ?? this.known.get(row) ?? [];
    return rowState(this.draft.events as readonly LifeEvent<DomainEvent>[], versions);
  }

  /** The entry of a row that is in force. */
  entryOf(row: Uuid): Uuid | undefined {
    const state = this.stateOf(row);
    return state.kind === 'in-force' ? state.eventId : undefined;
  }

  /**
   * Where a row says what the log says already, or what somebody took out of it, how it counts; `imported` or `changed`
   * where this very import wrote it before it was cut short. Undefined where it says something else.
   */
  settledAs(row: Uuid, content: Uuid): 'imported' | 'changed' | 'unchanged' | undefined {
    const state = this.stateOf(row);
    return state.kind === 'absent' || state.content !== content ? undefined : this.settled(row);
  }

  private settled(row: Uuid): 'imported' | 'changed' | 'unchanged' {
    const entry = this.entryOf(row);
    const event = this.draft.events.find(({ eventId }) => eventId === entry);
    const own = event !== undefined && 'importId' in event && event.importId === this.context.importId;
    if (!own) return 'unchanged';
    return event.corrects === undefined ? 'imported' : 'changed';
  }

  write(row: Uuid, content: Uuid, event: RowEvent<E>, times: RowTimes): Written {
    const state = this.stateOf(row);
    if (state.kind !== 'absent' && state.content === content) return { kind: this.settled(row) };
    if (state.kind === 'voided-by-hand' && state.corrected) return { kind: 'corrected-by-hand' };
    const replaces = state.kind === 'in-force' ? state.eventId : undefined;
    const group = this.groupOf(row, content, event, times, state.generation, replaces);
    const knownOn = group.at(-1)!.knownOn;
    const nominal = { occurredOn: event.occurredOn, ...(knownOn !== undefined && { knownOn }) };
    const violations = this.draft.add(group, nominal);
    if (violations.length > 0) return { kind: 'violations', violations };
    const version = { row, eventId: group.at(-1)!.eventId, content };
    this.versions.push(version);
    this.own.set(row, [...(this.own.get(row) ?? this.known.get(row) ?? []), version]);
    return { kind: state.kind === 'absent' ? 'imported' : 'changed' };
  }

  private voidsOf(entry: Uuid): number {
    return this.draft.events.filter((event) => isVoid(event) && event.data.eventId === entry).length;
  }

  private groupOf(
    row: Uuid,
    content: Uuid,
    event: RowEvent<E>,
    { knownOn, updatedOn }: RowTimes,
    generation: number,
    replaces: Uuid | undefined,
  ): readonly Planned<E>[] {
    const { ids } = this.context;
    if (replaces === undefined) {
      const eventId = ids.event(row, content, generation);
      return [{ ...event, eventId, ...(knownOn !== undefined && { knownOn }) } as unknown as Planned<E>];
    }
    const changedOn = changeKnownOn(updatedOn, this.context);
    const voided: Planned<EntryVoided> = {
      type: 'EntryVoided',
      data: { eventId: replaces, why: CHANGED_IN_SOURCE },
      occurredOn: changedOn,
      knownOn: changedOn,
      eventId: ids.void(replaces, this.voidsOf(replaces)),
    };
    const eventId = ids.event(row, content, generation + 1);
    const replacement = { ...event, eventId, knownOn: changedOn, corrects: replaces };
    return [voided, replacement] as unknown as readonly Planned<E>[];
  }
}
