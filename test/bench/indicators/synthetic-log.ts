import { createHash } from 'node:crypto';
import type { Position, ReadableEvent, StoredEvent } from '@jalons/event-log';
import { addDays, civilDateOf, type CivilDate, type Uuid } from '@jalons/kernel';
import type { FeedSource } from '@jalons/projections';

export const TERRITORY = '11111111-1111-4111-8111-111111111111';
export const FIRST_DAY = civilDateOf('2015-01-01');
export const YEARS = 10;
const DAYS = YEARS * 365;
const DAY_MS = 86_400_000;
const KEPT_PAGES = 12;
const REASONS = ['abandonment', 'moved', 'unknown', 'training-qualifying', 'reoriented', 'unreachable'];

/** What will be told of a parcours on a later day. */
type Due = (today: CivilDate) => readonly Partial<StoredEvent>[];

/**
 * A log of ten years, made page by page: of each parcours its entry, its exit after one to thirty-six months, one in five
 * recorded up to two months late, one in ten entries and one in ten exits corrected; three people in ten have two parcours,
 * one in a hundred is merged with another. The same each time.
 */
export class SyntheticLog implements FeedSource {
  /** How many events it holds, once read to its end. */
  length = 0;
  private readonly due = new Map<number, Due[]>();
  private readonly pages: (readonly ReadableEvent[])[] = [];
  private waiting: StoredEvent[] = [];
  private readonly revisions = new Map<string, number>();
  private ids = 0;
  private readonly days: Generator<number>;
  private seed = 42;

  constructor(private readonly parcours: number) {
    this.days = this.tell();
  }

  async readAll(after: Position | null, maxCount: number): Promise<readonly ReadableEvent[]> {
    const kept = this.pages.find(([first]) => (first?.position ?? '') > (after ?? ''));
    if (kept !== undefined && this.follows(kept, after)) return kept;
    while (this.waiting.length < maxCount && this.days.next().done !== true) this.skipTo(after);
    const page = this.waiting.splice(0, maxCount);
    if (page.length === 0) return [];
    this.pages.push(page);
    if (this.pages.length > KEPT_PAGES) this.pages.shift();
    return page;
  }

  /** What was folded before, where a fold goes on. */
  private skipTo(after: Position | null): void {
    const first = this.waiting.findIndex(({ position }) => position > (after ?? ''));
    if (first !== 0) this.waiting.splice(0, first === -1 ? this.waiting.length : first);
  }

  /** Nothing is added while it is read. */
  async *subscribe({ signal }: { readonly signal: AbortSignal }): AsyncGenerator<readonly ReadableEvent[]> {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield* [];
  }

  private follows(page: readonly ReadableEvent[], after: Position | null): boolean {
    return Number(page[0]!.position) === Number(after ?? 0) + 1;
  }

  /** Day by day: whoever enters, then what is due of the others. */
  private *tell(): Generator<number> {
    for (let day = 0; day < DAYS; day += 1) {
      const today = addDays(FIRST_DAY, day);
      const [from, to] = [day, day + 1].map((each) => Math.floor((each * this.parcours) / DAYS));
      for (let number = from!; number < to!; number += 1) this.enter(number, day, today);
      for (const tell of this.due.get(day) ?? []) this.add(tell(today), day);
      this.due.delete(day);
      yield day;
    }
  }

  private enter(number: number, day: number, today: CivilDate): void {
    const parcours = uuid(`parcours ${number}`);
    const person = uuid(`person ${(number * 7919) % Math.ceil(this.parcours * 0.7)}`);
    const stream = `parcours-${parcours}` as const;
    const opening = { stream, type: 'ParcoursOpened', data: { beneficiaryId: person } };
    const first = this.newId();
    this.add([{ ...opening, eventId: first, occurredOn: today }], day);
    if (this.chance(0.1)) {
      this.later(day + 100, (on) => [
        { stream, type: 'EntryVoided', data: { eventId: first }, occurredOn: on },
        { ...opening, corrects: first, occurredOn: addDays(today, -3) },
      ]);
    }
    if (this.chance(0.01)) {
      const merged = { stream: `beneficiary-${person}` as const, type: 'BeneficiaryMerged' };
      this.later(day + 50, (on) => [{ ...merged, data: { into: uuid(`person ${number % 1_000}`) }, occurredOn: on }]);
    }
    this.leave(stream, day, today);
  }

  private leave(stream: StoredEvent['stream'], day: number, today: CivilDate): void {
    const stay = 30 + Math.floor(this.random() ** 2 * 1_060);
    const late = this.chance(0.2) ? Math.floor(this.random() * 60) : 0;
    const exitedOn = addDays(today, stay);
    const exit = { stream, type: 'ParcoursExited', data: this.outcome(exitedOn) };
    const id = this.newId();
    this.later(day + stay + late, () => [{ ...exit, eventId: id, occurredOn: exitedOn }]);
    if (this.chance(0.1)) {
      const data = this.outcome(exitedOn);
      this.later(day + stay + late + 50, (on) => [
        { stream, type: 'EntryVoided', data: { eventId: id }, occurredOn: on },
        { ...exit, data, corrects: id, occurredOn: addDays(exitedOn, -2) },
      ]);
    }
  }

  private outcome(startsOn: CivilDate): object {
    const proof = { kind: 'none' };
    if (this.chance(0.6)) return { reason: REASONS[Math.floor(this.random() * REASONS.length)], proof };
    if (this.chance(0.4)) return { reason: 'job', contract: { kind: 'permanent', startsOn }, proof };
    const endsOn = addDays(startsOn, 20 + Math.floor(this.random() * 400));
    return { reason: 'job', contract: { kind: 'fixed-term', startsOn, endsOn }, proof };
  }

  private later(day: number, tell: Due): void {
    const due = this.due.get(day);
    if (due === undefined) this.due.set(day, [tell]);
    else due.push(tell);
  }

  private add(events: readonly Partial<StoredEvent>[], day: number): void {
    const recordedAt = Date.parse(FIRST_DAY) + day * DAY_MS + 43_200_000;
    for (const event of events) {
      this.length += 1;
      const revision = this.revisions.get(event.stream!) ?? 0;
      this.revisions.set(event.stream!, revision + 1);
      this.waiting.push({
        ...{ eventId: event.eventId ?? this.newId(), revision, recordedAt, territory: TERRITORY, erased: false },
        position: String(this.length).padStart(19, '0'),
        ...event,
      } as StoredEvent);
    }
  }

  private newId(): Uuid {
    this.ids += 1;
    return uuid(`event ${this.ids}`);
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  /** A linear congruential generator: the same log each time. */
  private random(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 2 ** 32;
  }
}

function uuid(what: string): Uuid {
  const hex = createHash('md5').update(what).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
