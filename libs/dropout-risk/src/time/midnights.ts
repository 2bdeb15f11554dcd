import { dateAt, startOfDay, type CivilDate, type Instant } from '@jalons/kernel';

/** Days kept at most: more than a century. */
const KEPT = 40_000;

/** When each day begins in a zone, computed once: every rule waits for local midnights, and a batch asks the same ones. */
export class Midnights {
  private readonly known = new Map<CivilDate, Instant>();

  private asked: { readonly instant: Instant; readonly day: CivilDate } | null = null;

  constructor(readonly zone: string) {}

  /** The day of an instant; the last one is kept, since a batch asks of one instant alone. */
  dayAt(instant: Instant): CivilDate {
    if (this.asked?.instant !== instant) this.asked = { instant, day: dateAt(instant, this.zone) };
    return this.asked.day;
  }

  of(day: CivilDate): Instant {
    const known = this.known.get(day);
    if (known !== undefined) return known;
    const midnight = startOfDay(day, this.zone);
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(day, midnight);
    return midnight;
  }
}
