import type { Entry, Gap } from '../../../api/contract.js';
import type { Story } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';

/** What the frise is drawn from: nothing but a description of a parcours and the day it is. */
export interface Described {
  readonly story: Story;
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
  readonly openedOn: string;
  /** Who answers for the parcours today, and from which structure. */
  readonly referent: { readonly name: string; readonly structure: string } | null;
  readonly glossary: Glossary;
  readonly showVoided: boolean;
}

/** A structure, a training body or an employer, in order of entry. */
export interface Lane {
  readonly key: string;
  readonly name: string;
  readonly role: string;
  /** The referent's lane carries the bar of the brand. */
  readonly referent: boolean;
  /** How many spans stand on top of one another in it. */
  readonly rows: number;
}

export type SpanKind = 'support' | 'training' | 'job' | 'action' | 'pause';

/** Every mark stands in a lane, on a day, says itself in a sentence, and leads to a line of the list. */
interface Mark {
  readonly id: string;
  readonly name: string;
  readonly line: string;
}

/** A support, a training, a job: solid while it is known to go on. */
export interface Span extends Mark {
  readonly type: 'span';
  readonly lane: number;
  readonly row: number;
  readonly kind: SpanKind;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** What comes after `to`: nothing, an outline to the day expected, or a fading where nobody knows. */
  readonly after: { readonly dashedTo: string } | 'fade' | 'nothing';
}

export interface Point extends Mark {
  readonly type: 'point';
  readonly lane: number;
  readonly on: string;
  readonly kind: 'reached' | 'attempted' | 'missed' | 'planned' | 'voided';
}

/** A milestone. */
export interface Flag extends Mark {
  readonly type: 'flag';
  readonly lane: number;
  readonly row: number;
  readonly on: string;
}

/** An orientation, from lane to lane; without a lane to arrive in, it ends in the air. */
export interface Arrow extends Mark {
  readonly type: 'arrow';
  readonly from: number;
  readonly to: number | null;
  readonly on: string;
  readonly end: string;
  readonly state: 'started' | 'waiting' | 'ended';
  readonly days: number;
}

/** Days without a referent, across all lanes. */
export interface Band extends Mark {
  readonly type: 'band';
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

export type AnyMark = Span | Point | Flag | Arrow | Band;

export interface Frise {
  readonly lanes: readonly Lane[];
  readonly marks: readonly AnyMark[];
  /** The first and the last day to be seen. */
  readonly from: string;
  readonly to: string;
  readonly today: string;
}

/** The day on which a mark stands, for walking through them in time. */
export function dayOfMark(mark: AnyMark): string {
  return 'on' in mark ? mark.on : mark.from;
}

/** The lane of a mark; a band stands before the first. */
export function laneOfMark(mark: AnyMark): number {
  if (mark.type === 'band') return -1;
  return mark.type === 'arrow' ? mark.from : mark.lane;
}
