import {
  loadRuleSet,
  ruleSetDecider,
  runBackTest,
  versionOf,
  type BackTestRequest,
  type BackTestResult,
  type BackTestSettings,
  type RuleSet,
} from '@jalons/dropout-risk';
import { EventTypeRegistry, type StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import { firstTerritoryId } from '@jalons/territory';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { logPlaceOf } from './log-place.js';

/** Back-tests of a whole installation, under the command line's role. */
export interface BackTests {
  /** Over the log as it stands now. */
  run(
    request: Omit<BackTestRequest, 'head' | 'zone'>,
    settings: Pick<BackTestSettings, 'signal' | 'onProgress'>,
  ): Promise<BackTestResult>;
  /** A version of the rules of a territory, of the first one where none is named. */
  version(version: number, territory?: Uuid): Promise<RuleSet>;
}

/** Opens an installation for back-tests, with the product running or stopped. */
export function withBackTests<Result>(
  configuration: Configuration,
  onMessage: (message: string) => void,
  work: (backTests: BackTests) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const { storage } = await reach(configuration, onMessage, closers);
    const events = await openEventSide(storage, 'cli', new EventTypeRegistry(eventTypes));
    closers.add(() => events.close());
    return work({
      run: async (request, settings) => {
        const head = await events.log.head();
        if (head === null) throw new DomainError('conflict', 'log-empty', 'Le journal est vide : rien à simuler.');
        return runBackTest({ ...request, head, zone: ZONE }, { ...settings, place: logPlaceOf(storage, 'cli') });
      },
      version: async (version, territory = firstTerritoryId(storage.masterKey.idSecret)) => {
        const decider = ruleSetDecider(loadRuleSet());
        const told = await events.store.load(`ruleSet-${territory}`);
        const sets = told.reduce(
          (state, event) => decider.evolve(state, event as StoredEvent as never),
          decider.initial(),
        );
        const found = versionOf(sets, version);
        if (found !== undefined) return found.ruleSet;
        throw new DomainError('not-found', 'rule-set-unknown', `La version ${version} des règles n’existe pas.`);
      },
    });
  });
}
