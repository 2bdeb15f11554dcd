import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, ScopedDatabase } from '@jalons/database';
import { SYSTEM_KEY_ID } from '@jalons/event-log';
import { indicatorsOf, indicatorsProjection } from '@jalons/indicators';
import { civilDateOf, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { territoryDecider } from '@jalons/territory';
import type pg from 'pg';
import { project } from '../../../../test/policies/project.js';
import { createReadTables } from '../../../../test/policies/sign-in-as.js';
import { ToldLog } from '../../../../test/support/indicators/told-log.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { NOW } from '../../../../test/support/parcours-http.js';
import { zoneOfFigures } from './zone.js';

const codes = loadNomenclatures();

describe('the zone of figures on the command line', () => {
  let installation: Installation;
  let pools: readonly pg.Pool[];
  const [mainland, island] = [new ToldLog(1), new ToldLog(2)];

  beforeAll(async () => {
    installation = await openInstallation();
    await createReadTables(installation.owner, [indicatorsProjection]);
    const { urls } = installation.database;
    pools = [
      createPool(urls.cli, { name: 'spec-cli', max: 1, pipeline: true }),
      createPool(urls.owner, { name: 'spec', max: 1 }),
    ];
    await found(mainland.territory, 'Europe/Paris');
    await found(island.territory, 'Indian/Reunion');
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await installation.close();
  });

  async function found(territory: Uuid, zone: string): Promise<void> {
    const command = { type: 'FoundTerritory', name: 'Cité', zone, on: civilDateOf('2020-01-01') } as const;
    await installation.store.runner.run({
      ...{ decider: territoryDecider(codes), stream: `territory-${territory}` as const, command, keyId: SYSTEM_KEY_ID },
      context: { commandId: randomUUID(), commandHash: 'x', actor: randomUUID(), correlationId: randomUUID() },
      decision: { now: NOW, zone },
    });
  }

  async function count(log: ToldLog): Promise<void> {
    log.enter(log.person(), '2024-01-10');
    await project(pools[1]!, indicatorsProjection, log.events);
  }

  function asked(territory?: Uuid): Promise<string> {
    const { store, log } = installation.store;
    const { indicators } = indicatorsOf({ database: new ScopedDatabase(pools[0]!), log, codes });
    return zoneOfFigures({ indicators, store, zone: 'Antarctica/Troll' }, territory);
  }

  it('is that of the territory that is asked for, whatever there is to count', async () => {
    expect(await asked(island.territory)).toBe('Indian/Reunion');
    expect(await asked(mainland.territory)).toBe('Europe/Paris');
    await expect(asked(randomUUID())).rejects.toMatchObject({ code: 'territory-unknown' });
  });

  it('is the one that all territories share of which anything is counted, and none where they share none', async () => {
    expect(await asked()).toBe('Antarctica/Troll');
    await count(island);
    expect(await asked()).toBe('Indian/Reunion');
    await count(mainland);
    await expect(asked()).rejects.toMatchObject({ code: 'territory-needed', problems: [{ field: '/territory' }] });
    expect(await asked(island.territory)).toBe('Indian/Reunion');
  });
});
