import type { Entry, Gap } from '../../../api/index.js';

/** A line of the timeline in words: a step, or days without a referent. */
export type TimelineLine =
  | { readonly kind: 'step'; readonly key: string; readonly day: string; readonly entry: Entry }
  | { readonly kind: 'gap'; readonly key: string; readonly day: string; readonly gap: Gap };

/** Newest first; a gap stands where it began, after the steps of that day. Voided entries on demand. */
export function timelineOf(
  entries: readonly Entry[],
  gaps: readonly Gap[],
  { showVoided }: { readonly showVoided: boolean },
): readonly TimelineLine[] {
  const steps = entries
    .filter(({ voided }) => showVoided || !voided)
    .map((entry): TimelineLine => ({ kind: 'step', key: entry.eventId, day: entry.occurredOn, entry }));
  const holes = gaps.map((gap): TimelineLine => ({ kind: 'gap', key: `gap-${gap.from}`, day: gap.from, gap }));
  // Reversed before a stable sort: of one day, what was logged last comes first.
  return [...holes, ...steps].reverse().sort((a, b) => (a.day < b.day ? 1 : Number(a.day > b.day) * -1));
}

/** The id of a line in the page, so that a mark of the frise can lead to its words. */
export function lineId(key: string): string {
  return `etape-${key}`;
}
