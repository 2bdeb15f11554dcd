import type { Decider } from '@jalons/event-log';
import { containsNir, dateAt, DomainError, invalidField, type Uuid } from '@jalons/kernel';
import type { BackTestSummary } from '../backtest/summary.js';
import { checkRuleSet } from './load.js';
import { ruleSetHash } from './rule-set-hash.js';
import type { RuleSetEvent } from './rule-set.events.js';
import type { RuleSet } from './rule-set.js';
import { evolveRuleSets, shippedOnly, versionOf, type RuleSets, type RuleSetVersion } from './rule-set.state.js';

/** Versions of one territory at most: each is loaded with its stream. */
const MAX_VERSIONS = 200;
const MAX_REASON = 2_000;

export type RuleSetCommand =
  | {
      readonly type: 'DraftRuleSet';
      /** The draft that changes; absent for a new one. */
      readonly version?: number;
      /** Checked here; its own version is not read. */
      readonly ruleSet: unknown;
    }
  | {
      readonly type: 'RecordBackTest';
      readonly version: number;
      readonly ruleSetHash: string;
      readonly summary: BackTestSummary;
    }
  | { readonly type: 'ShadowRuleSet'; readonly version: number }
  | { readonly type: 'ActivateRuleSet'; readonly version: number; readonly reason: string; readonly backTest: Uuid }
  | { readonly type: 'RetireRuleSet'; readonly version: number; readonly reason: string };

/**
 * Decides on the rules of one territory.
 * @param shipped the set that a territory begins with
 */
export function ruleSetDecider(shipped: RuleSet): Decider<RuleSetCommand, RuleSetEvent, RuleSets> {
  const initial = shippedOnly(shipped, ruleSetHash(shipped));
  return {
    category: 'ruleSet',
    initial: () => initial,
    evolve: evolveRuleSets,
    decide: (command, state, { now, zone }) =>
      decideOne(command, state).map((event) => ({ ...event, occurredOn: dateAt(now, zone) })),
  };
}

function decideOne(command: RuleSetCommand, state: RuleSets): readonly RuleSetEvent[] {
  switch (command.type) {
    case 'DraftRuleSet':
      return draft(command, state);
    case 'RecordBackTest': {
      const { version, ruleSetHash: hash, summary } = command;
      if (known(state, version).hash !== hash) throw changedMeanwhile();
      return [{ type: 'BackTestRecorded', data: { version, ruleSetHash: hash, summary } }];
    }
    case 'ShadowRuleSet': {
      const { version } = command;
      const { status } = known(state, version);
      if (status === 'shadow') return [];
      if (status === 'active') throw alreadyActive();
      return [{ type: 'RuleSetShadowed', data: { version } }];
    }
    case 'ActivateRuleSet':
      return activate(command, state);
    case 'RetireRuleSet': {
      const { version } = command;
      const { status } = known(state, version);
      if (status === 'active') {
        throw new DomainError(
          'conflict',
          'rule-set-active',
          'Ces règles sont en vigueur : activez-en d’autres, elles seront remplacées.',
        );
      }
      if (status === 'retired') return [];
      return [{ type: 'RuleSetRetired', data: { version, reason: reasonOf(command) } }];
    }
  }
}

function draft({ version, ruleSet }: Extract<RuleSetCommand, { type: 'DraftRuleSet' }>, state: RuleSets) {
  if (version !== undefined && known(state, version).status !== 'draft') {
    throw new DomainError(
      'conflict',
      'rule-set-not-a-draft',
      'Cette version a servi et ne change plus : partez d’elle pour un nouveau brouillon.',
    );
  }
  const next = version ?? Math.max(...state.versions.map((one) => one.version)) + 1;
  if (version === undefined && state.versions.length >= MAX_VERSIONS) {
    throw new DomainError(
      'conflict',
      'too-many-rule-sets',
      'Il y a trop de versions : modifiez un brouillon existant.',
    );
  }
  const content = typeof ruleSet === 'object' && ruleSet !== null ? ruleSet : {};
  const checked: RuleSet = checkRuleSet({ ...content, version: next });
  const data = { version: next, ruleSet: checked, hash: ruleSetHash(checked) };
  return [{ type: 'RuleSetDrafted', data } as const];
}

function activate(
  command: Extract<RuleSetCommand, { type: 'ActivateRuleSet' }>,
  state: RuleSets,
): readonly RuleSetEvent[] {
  const { version, backTest } = command;
  const { status, backTests, hash } = known(state, version);
  if (status === 'active') throw alreadyActive();
  const relied = backTests.find(({ id }) => id === backTest);
  if (relied === undefined) {
    throw invalidField(
      '/backTest',
      'back-test-unknown',
      'Choisissez une simulation de cette version, ou lancez-en une.',
    );
  }
  if (relied.ruleSetHash !== hash) throw changedMeanwhile();
  return [{ type: 'RuleSetActivated', data: { version, backTest, reason: reasonOf(command) } }];
}

function known(state: RuleSets, version: number): RuleSetVersion {
  const found = versionOf(state, version);
  if (found !== undefined) return found;
  throw ruleSetUnknown();
}

/** The refusal of a version that a territory does not have. */
export function ruleSetUnknown(): DomainError {
  return new DomainError('not-found', 'rule-set-unknown', 'Cette version des règles n’existe pas.');
}

function reasonOf({ reason }: { readonly reason: string }): string {
  if (reason.trim() === '') throw invalidField('/reason', 'reason-missing', 'Dites pourquoi, en une phrase.');
  if (reason.length > MAX_REASON) {
    throw invalidField('/reason', 'text-too-long', `Ne dépassez pas ${MAX_REASON} caractères.`);
  }
  if (containsNir(reason)) {
    throw invalidField(
      '/reason',
      'nir-forbidden',
      'Un numéro de sécurité sociale ne doit pas être saisi : retirez-le.',
    );
  }
  return reason;
}

function alreadyActive(): DomainError {
  return new DomainError('conflict', 'rule-set-already-active', 'Ces règles sont déjà en vigueur.');
}

function changedMeanwhile(): DomainError {
  return new DomainError(
    'conflict',
    'rule-set-changed',
    'Ces règles ont changé depuis leur simulation : lancez-en une nouvelle.',
  );
}
