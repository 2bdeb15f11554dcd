import {
  beneficiaryViolations,
  linksTo,
  MergedRecords,
  mergesInto,
  type BeneficiaryEvent,
  type Slot,
  slotsIn,
} from '@jalons/beneficiaries';
import {
  SYSTEM_KEY_ID,
  type DomainEvent,
  type ReadableEvent,
  type StoredEvent,
  type StreamName,
} from '@jalons/event-log';
import { derivedId, DomainError, isDomainError, type Uuid } from '@jalons/kernel';
import { parcoursViolations, type ParcoursEntries, type ParcoursEvent } from '@jalons/parcours';
import { foundedTerritory, structureViolations, type StructureEvent } from '@jalons/territory';
import { NominalTimes } from '../decide/nominal-times.js';
import { keepSlot, slotAt, wantedSlot, type WantedSlot } from '../decide/slot-keeping.js';
import { StreamDraft } from '../decide/stream-draft.js';
import { placeAfter, takesDays, undoBesideOthers, undoInParcours } from '../decide/undo-parcours.decider.js';
import { undoInStream, type KeptEntry, type UndoContext, type UndoneStream } from '../decide/undo.decider.js';
import { RowIds } from '../rows/row-ids.js';
import { ImportRecords } from './import-records.js';
import { PatientStore } from './patient-store.js';
import type { ImportParts, ImportProgress } from './run-import.js';
import { Staging } from './staging.js';
import { StreamMoved, StreamWriter } from './stream-writer.js';

export interface UndoRequest {
  readonly importId: Uuid;
  readonly actor: Uuid;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an undo answers. */
export interface UndoSummary {
  readonly import: Uuid;
  /** Entries of the import that this undo took out. */
  readonly voided: number;
  /** Entries that stay, in which stream, of whom and why. */
  readonly kept: readonly (KeptEntry & { readonly stream: StreamName; readonly person: Uuid | null })[];
  readonly events: number;
  readonly position: string | null;
}

const CATEGORIES = ['parcours', 'beneficiary', 'structure'] as const;
type Category = (typeof CATEGORIES)[number];

/** Streams undone at once. */
const BATCH = 200;
const MOST_TURNS = 8;

/**
 * Undoes a whole import by compensating events (domain.md § 5): parcours first, then the people, then the structures.
 * What later entries rest on, and what somebody changed since, stays and is told. May be repeated.
 * @throws DomainError `import-unknown`; `read-models-late` or `encounters-not-ready` while what rests on it is not known
 */
export async function undoImport(parts: ImportParts, request: UndoRequest): Promise<UndoSummary> {
  const records = new ImportRecords(parts.pool);
  const { number, territory, source, overlap } = await records.find(request.importId);
  // The lock of imports, and nothing of their rows.
  const lock = await Staging.open(parts.pool, null);
  try {
    // What rests on what is undone is found in the read models: missed, it would be left with nothing under it.
    if ((await parts.upToDate?.()) === false) throw readModelsLate();
    const store = new PatientStore(parts.store);
    const { zone, settings } = await foundedTerritory(store, territory);
    const times = new NominalTimes(zone);
    const mayOverlap = (overlap ?? settings?.overlapPolicy) === 'flag';
    const undo = new Undo(parts, request, { store, records, number, territory, source, times, mayOverlap });
    const summary = await undo.run();
    await records.markUndone(number, parts.now());
    return summary;
  } finally {
    await lock.close();
  }
}

function readModelsLate(): DomainError {
  const message =
    'Les listes n’ont pas rattrapé le journal : vérifiez que le produit tourne, puis demandez à nouveau l’annulation.';
  return new DomainError('unavailable', 'read-models-late', message);
}

interface UndoneImport {
  readonly store: PatientStore;
  readonly records: ImportRecords;
  readonly number: number;
  readonly territory: Uuid;
  readonly source: string;
  readonly times: NominalTimes;
  /** Whether somebody may have several parcours at once. */
  readonly mayOverlap: boolean;
}

class Undo {
  private readonly ids: RowIds;
  private readonly merged: MergedRecords;
  private readonly writer: StreamWriter;
  private readonly kept: UndoSummary['kept'][number][] = [];
  private voided = 0;

  constructor(
    private readonly parts: ImportParts,
    private readonly request: UndoRequest,
    private readonly undone: UndoneImport,
  ) {
    const { store, records } = undone;
    const { idSecret } = parts;
    this.merged = new MergedRecords(store, (people) => records.membersOf(people));
    this.ids = new RowIds(idSecret, undone.source);
    // Not the import itself, whose events are looked for: the undo of it, whose voids are never undone.
    const importId = derivedId(idSecret, 'import undo', request.importId);
    this.writer = new StreamWriter({ store, idSecret, importId, actor: request.actor, territory: undone.territory });
  }

  async run(): Promise<UndoSummary> {
    const { records, number } = this.undone;
    let rows = 0;
    for (const category of CATEGORIES) {
      let after: Uuid | null = null;
      for (;;) {
        const streams: readonly Uuid[] = await records.touchedBy(number, category, after, BATCH);
        await Promise.all(streams.map((id) => this.stream(category, id)));
        rows += streams.length;
        this.request.onProgress?.({ step: 'writing', rows });
        after = streams.at(-1) ?? null;
        if (streams.length < BATCH) break;
      }
    }
    const { events, position } = this.writer;
    return {
      ...{ import: this.request.importId, voided: this.voided, kept: this.kept, events },
      position: position === '' ? null : position,
    };
  }

  private async stream(category: Category, id: Uuid): Promise<void> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await this.undoOnce(category, id);
      } catch (error) {
        // Erased in between: nothing of her is left to undo.
        if (isDomainError(error) && error.code === 'subject-erased') return;
        if (!(error instanceof StreamMoved) || turn === MOST_TURNS) throw error;
      }
    }
  }

  private async undoOnce(category: Category, id: Uuid): Promise<void> {
    const stream: StreamName = `${category}-${id}`;
    const entries = await this.entriesOf<DomainEvent>(stream);
    if (entries === null || entries.length === 0) return;
    const result = (await this.decide(category, id, entries)) as UndoneStream<DomainEvent>;
    const keyId = category === 'structure' ? SYSTEM_KEY_ID : entries[0]!.keyId;
    const revision = entries.at(-1)!.revision;
    await this.writer.append(stream, keyId, revision, result.draft.decided, entries[0]!.structure);
    this.voided += result.voided;
    const person = category === 'structure' ? null : keyId;
    this.kept.push(...result.kept.map((entry) => ({ ...entry, stream, person })));
  }

  private async decide(category: Category, id: Uuid, entries: readonly StoredEvent[]) {
    const context = this.contextNow();
    if (category === 'parcours') return this.parcours(id, entries as ParcoursEntries, context);
    if (category === 'beneficiary') return this.person(id, entries as never, context);
    const keep = await this.isStillNamed(id);
    return undoInStream<StructureEvent>(entries as never, structureViolations, context, () =>
      keep ? 'told' : undefined,
    );
  }

  /** Its entries; but for those without which it would take days that another parcours of its person holds. */
  private async parcours(parcours: Uuid, entries: ParcoursEntries, context: UndoContext) {
    const undone = undoInParcours(entries, context);
    const opening = entries.find((event) => event.type === 'ParcoursOpened');
    if (this.undone.mayOverlap || opening?.type !== 'ParcoursOpened') return undone;
    const stream = `beneficiary-${opening.data.beneficiaryId}` as const;
    const slots = slotsIn((await this.entriesOf<BeneficiaryEvent>(stream)) ?? []);
    const held = slots.find(({ parcoursId }) => parcoursId === parcours);
    if (held === undefined || !takesDays(placeAfter(parcours, undone), held)) return undone;
    const others: Slot[] = [];
    for (const slot of slots) if (slot !== held) others.push(...(await this.placeOnceUndone(slot, context)));
    return undoBesideOthers(parcours, entries, held, others, context);
  }

  /** The place of another parcours, which this undo may be about to move or to free. */
  private async placeOnceUndone(slot: Slot, context: UndoContext): Promise<readonly Slot[]> {
    const entries = await this.entriesOf<ParcoursEvent>(`parcours-${slot.parcoursId}`);
    // A place is taken before what takes it, and given back where nothing does.
    if (entries === null || entries.length === 0) return slot.from === slot.to ? [] : [slot];
    const place = placeAfter(slot.parcoursId, undoInParcours(entries, context));
    return place === null ? [] : [slotAt(place, slot.territory)];
  }

  /**
   * Her registration, unless something rests on it elsewhere, and the places of parcours that are no more; those of
   * parcours that stay follow them.
   */
  private async person(person: Uuid, entries: readonly StoredEvent<BeneficiaryEvent>[], context: UndoContext) {
    const places = slotsIn(entries as never).map(({ parcoursId }) => parcoursId);
    const wanted = new Map<Uuid, WantedSlot | null>();
    for (const parcours of places) wanted.set(parcours, await this.wantedSlot(parcours, context));
    const held = new Map(slotsIn(entries as never).map((slot) => [slot.parcoursId, slot]));
    const stands = (parcours: Uuid) => {
      const [slot, place] = [held.get(parcours), wanted.get(parcours)];
      if (slot === undefined || place === undefined || place === null) return false;
      return slot.from === place.from && slot.to === place.to && slot.opening === place.opening;
    };
    const hasParcours = [...wanted.values()].some((place) => place !== null);
    const stays = hasParcours || (await this.isNamedElsewhere(person, entries));
    const undone = undoInStream(entries, beneficiaryViolations, context, ({ type, data }) => {
      if (type === 'BeneficiaryRegistered') return stays ? 'told' : undefined;
      return 'parcoursId' in data && stands(data.parcoursId) ? 'silently' : undefined;
    });
    const slotContext = { ids: this.ids, territory: this.undone.territory };
    for (const place of wanted.values()) if (place !== null) keepSlot(place, undone.draft, slotContext);
    return undone;
  }

  /** Others are found by the registration of the record that stands for them; an encounter was linked to her. */
  private async isNamedElsewhere(person: Uuid, entries: readonly StoredEvent<BeneficiaryEvent>[]): Promise<boolean> {
    const { records, store } = this.undone;
    if (mergesInto(person, await this.merged.othersOf(person, entries)).length > 0) return true;
    return (await linksTo(person, (one) => records.encountersOf(one), store)).length > 0;
  }

  private async wantedSlot(parcours: Uuid, { now, times }: UndoContext): Promise<WantedSlot | null> {
    const entries = await this.entriesOf<ParcoursEvent>(`parcours-${parcours}`);
    if (entries === null) return null;
    const rules = { violationsOf: parcoursViolations, now, times };
    return wantedSlot(parcours, new StreamDraft<ParcoursEvent>(entries as never, rules));
  }

  /** A structure that another import names, where a case stays, or where somebody works is not this import's alone. */
  private async isStillNamed(structure: Uuid): Promise<boolean> {
    const { records, number } = this.undone;
    return this.kept.length > 0 || (await records.isStructureUsed(structure, number));
  }

  /** The stream; null where its subject was erased. */
  private async entriesOf<E extends DomainEvent>(stream: StreamName): Promise<readonly StoredEvent<E>[] | null> {
    const events: readonly ReadableEvent[] = await this.undone.store.load(stream, 0);
    return events.some(({ erased }) => erased) ? null : (events as unknown as readonly StoredEvent<E>[]);
  }

  private contextNow(): UndoContext {
    const { times } = this.undone;
    return { now: this.parts.now(), times, ids: this.ids, importId: this.request.importId };
  }
}
