import type { StoredEvent } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type { BackTestSummary } from '../backtest/summary.js';
import type { RuleSetEvent } from './rule-set.events.js';
import type { RuleSet } from './rule-set.js';

/** `replaced`: it was active or on trial, and another one is now. */
export type VersionStatus = 'draft' | 'shadow' | 'active' | 'replaced' | 'retired';

export interface RecordedBackTest {
  /** The eventId of its BackTestRecorded. */
  readonly id: Uuid;
  readonly ruleSetHash: string;
  readonly recordedAt: Instant;
  readonly summary: BackTestSummary;
}

/** One version of the rules of a territory; every one stays evaluable. */
export interface RuleSetVersion {
  readonly version: number;
  readonly ruleSet: RuleSet;
  readonly hash: string;
  readonly status: VersionStatus;
  readonly backTests: readonly RecordedBackTest[];
  /** Who activated it last, why and when; null where nobody did. */
  readonly activation: {
    readonly by: Uuid;
    readonly reason: string;
    readonly backTest: Uuid;
    readonly at: Instant;
  } | null;
}

/** The rules of a territory, by version. */
export interface RuleSets {
  readonly versions: readonly RuleSetVersion[];
}

/** What a territory begins with: the set that ships, active. */
export function shippedOnly(ruleSet: RuleSet, hash: string): RuleSets {
  return { versions: [{ version: ruleSet.version, ruleSet, hash, status: 'active', backTests: [], activation: null }] };
}

export function versionOf({ versions }: RuleSets, version: number): RuleSetVersion | undefined {
  return versions.find((one) => one.version === version);
}

export function withStatus({ versions }: RuleSets, status: VersionStatus): RuleSetVersion | undefined {
  return versions.find((one) => one.status === status);
}

/** Folds one event. */
export function evolveRuleSets(state: RuleSets, event: StoredEvent<RuleSetEvent>): RuleSets {
  const { data } = event;
  const known = versionOf(state, data.version);
  switch (event.type) {
    case 'RuleSetDrafted': {
      const { version, ruleSet, hash } = event.data;
      return put(state, {
        ...{ version, ruleSet, hash, status: 'draft', backTests: known?.backTests ?? [], activation: null },
      });
    }
    case 'BackTestRecorded': {
      const { ruleSetHash, summary } = event.data;
      const recorded = { id: event.eventId, ruleSetHash, recordedAt: event.recordedAt, summary };
      return put(state, known && { ...known, backTests: [...known.backTests, recorded] });
    }
    case 'RuleSetShadowed':
      return put(replaced(state, 'shadow'), known && { ...known, status: 'shadow' });
    case 'RuleSetActivated': {
      const { reason, backTest } = event.data;
      const activation = { by: event.actor, reason, backTest, at: event.recordedAt };
      return put(replaced(state, 'active'), known && { ...known, status: 'active', activation });
    }
    case 'RuleSetRetired':
      return put(state, known && { ...known, status: 'retired' });
  }
}

function put({ versions }: RuleSets, version: RuleSetVersion | undefined): RuleSets {
  if (version === undefined) return { versions };
  const others = versions.filter((one) => one.version !== version.version);
  return { versions: [...others, version].toSorted((a, b) => a.version - b.version) };
}

/** Only one version is active, and only one on trial. */
function replaced({ versions }: RuleSets, status: VersionStatus): RuleSets {
  return { versions: versions.map((one) => (one.status === status ? { ...one, status: 'replaced' } : one)) };
}
