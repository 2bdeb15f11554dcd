import { hash as digestOf } from 'node:crypto';
import { canonicalJson } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ObservedLandmark, ObservedParcours, Standing } from './observation.js';

/** Names what was seen of one parcours: each landmark's standing, score, flag and label. */
export function lineOf({ parcours, lostOn, landmarks }: ObservedParcours): string {
  let line = `${parcours} ${lostOn ?? ''}`;
  for (const landmark of landmarks) {
    const { index, against } = landmark;
    line += (places[index] ??= ` ${index}:`) + wordOf(landmark);
    if (against !== undefined) line += `:${against.score}:${Number(against.flagged)}`;
  }
  return digestOf('sha256', line, 'base64');
}

// Texts that were written before: there is a landmark for each week of everybody, and most are told in few words.
const places: string[] = [];
const words: { readonly [As in Standing]: string[] } = { in: [], silent: [], gone: [], unobserved: [], over: [] };

function wordOf({ standing, score, flagged, dropout }: ObservedLandmark): string {
  const told = score * 4 + Number(flagged) * 2 + Number(dropout);
  return (words[standing][told] ??= `${standing}:${score}:${Number(flagged)}${Number(dropout)}`);
}

/**
 * Names what was measured: SHA-256 over the question and what was seen of each parcours, in order of their ids. The same
 * log up to the same position, asked the same, gives the same, whatever the number of readers; people who leave the
 * cohort change it.
 * @param digests what {@link lineOf} gave for each parcours
 */
export function hashOf(
  digests: readonly (readonly [parcours: Uuid, digest: string])[],
  objecting: number,
  asked: unknown,
): string {
  const lines = digests.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, digest]) => digest);
  return digestOf('sha256', [canonicalJson({ asked, objecting }), ...lines].join('\n'), 'hex');
}
