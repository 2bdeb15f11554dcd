import { describe, it } from '@jest/globals';
import { surviveFaults } from './event-log.scenario.js';

describe('the event log under faults', () => {
  it('loses, doubles and reorders nothing over a killed writer and a killed server', async () => {
    await surviveFaults({ writers: 32, processes: 3, appendsPerWriter: 750, rounds: 1 });
  }, 120_000);
});
