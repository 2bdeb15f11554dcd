import type { Uuid } from '@jalons/kernel';
import type { StreamName } from '../port/envelope.js';

/** Ids kept in all before the streams used longest ago are forgotten; some 20 MB. */
const MAX_IDS = 200_000;

/**
 * Ids of the events of recently used streams, from revision 0 on. What is stored never changes, so an entry can be
 * short but never wrong. It answers without another round trip what the server does not check: whether an append
 * brings an event again that lies before its expected revision.
 */
export class KnownIds {
  private readonly streams = new Map<StreamName, Uuid[]>();
  private size = 0;

  constructor(private readonly maxIds = MAX_IDS) {}

  /** How many revisions of the stream are known, from 0 without gaps. */
  length(stream: StreamName): number {
    return this.streams.get(stream)?.length ?? 0;
  }

  /** Whether one of `ids` is among the known ones up to `revision`. */
  holds(stream: StreamName, revision: number, ids: readonly Uuid[]): boolean {
    const known = this.streams.get(stream) ?? [];
    return ids.some((id) => {
      const at = known.indexOf(id);
      return at >= 0 && at <= revision;
    });
  }

  /** Takes in the ids of consecutive revisions; does nothing where they would leave a gap. */
  learn(stream: StreamName, from: number, ids: readonly Uuid[]): void {
    const known = this.streams.get(stream) ?? [];
    if (from > known.length) return;
    const added = ids.slice(known.length - from);
    known.push(...added);
    this.size += added.length;
    // Deleted and set again: a Map keeps the order of insertion, so the first entry is the one used longest ago.
    this.streams.delete(stream);
    this.streams.set(stream, known);
    this.forgetOldest();
  }

  private forgetOldest(): void {
    for (const [stream, ids] of this.streams) {
      if (this.size <= this.maxIds) return;
      this.streams.delete(stream);
      this.size -= ids.length;
    }
  }
}
