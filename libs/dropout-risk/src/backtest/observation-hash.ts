import { createHash } from 'node:crypto';
import { canonicalJson } from '@jalons/event-log';
import type { ObservedParcours } from './observation.js';

/**
 * Names what was measured: SHA-256 over the question and, by parcours in order of their ids, each landmark's standing,
 * score, flag and label. The same log up to the same position, asked the same, gives the same, whatever the number of
 * readers; people who leave the cohort change it.
 */
export function hashOf(parcours: readonly ObservedParcours[], objecting: number, asked: unknown): string {
  const hash = createHash('sha256').update(canonicalJson({ asked, objecting }));
  for (const { parcours: id, landmarks, lostOn } of parcours.toSorted((a, b) => (a.parcours < b.parcours ? -1 : 1))) {
    hash.update(`\n${id} ${lostOn ?? ''}`);
    for (const { index, standing, score, flagged, dropout } of landmarks) {
      hash.update(` ${index}:${standing}:${score}:${Number(flagged)}${Number(dropout)}`);
    }
  }
  return hash.digest('hex');
}
