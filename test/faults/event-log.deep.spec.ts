import { describe, it } from '@jest/globals';
import { surviveFaults } from './event-log.scenario.js';

describe('the event log under faults, at length', () => {
  it('loses, doubles and reorders nothing over six killed writers and six killed servers', async () => {
    await surviveFaults({ writers: 32, processes: 3, appendsPerWriter: 5_000, rounds: 6 });
  }, 900_000);
});
