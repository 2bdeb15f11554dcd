import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beneficiaryEvents } from '@jalons/beneficiaries';
import { commandHashOf, SYSTEM_ACTOR_ID } from '@jalons/event-log';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import pg from 'pg';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { verifyLog, type LogVerification } from './verify-log.js';

describe('verifying the log', () => {
  let folder: string;
  let database: TestDatabase;
  let opened: OpenedStore;
  const people: Uuid[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-verify-'));
    database = await createTestDatabase();
    opened = await openStore({ urls: database.urls, secretsFolder: folder, definitions: beneficiaryEvents });
    for (let n = 0; n < 4; n += 1) people.push(await register());
  });

  afterAll(async () => {
    await opened.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function register(): Promise<Uuid> {
    const id = randomId();
    const registered = {
      type: 'BeneficiaryRegistered',
      data: { givenName: 'Zélie' },
      occurredOn: civilDateOf('2026-11-24'),
    };
    const context = { commandId: id, commandHash: commandHashOf(id), actor: SYSTEM_ACTOR_ID, correlationId: id };
    await opened.store.append(`beneficiary-${id}`, 'none', [registered], context, id);
    return id;
  }

  const verify = (parts = opened): Promise<LogVerification> =>
    verifyLog({ ...parts, gapless: true, isKnownType: (type) => type.startsWith('Beneficiary') });

  /** Changes the log by the owner's hand, the trigger that forbids it off, and takes the change back afterwards. */
  async function altered(statement: string): Promise<LogVerification> {
    const owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    try {
      await owner.query('CREATE TABLE log.kept AS SELECT * FROM log.events');
      await owner.query('ALTER TABLE log.events DISABLE TRIGGER events_are_immutable');
      await owner.query(statement);
      return await verify();
    } finally {
      await owner.query('TRUNCATE log.events; INSERT INTO log.events SELECT * FROM log.kept; DROP TABLE log.kept');
      await owner.query('ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_are_immutable');
      await owner.end();
    }
  }

  it('finds nothing wrong in a whole log, erased people included', async () => {
    await destroyKeys(opened.pool, [people[3]!]);
    expect(await verify()).toEqual({
      position: '0000000000000000004',
      ...{ events: 4, streams: 4, erased: 1, faults: [], faultCount: 0 },
    });
  });

  it.each([
    ['a changed byte', `UPDATE log.events SET ciphertext = set_byte(ciphertext, 20, 0) WHERE position = 2`, 'altered'],
    [
      'a changed byte of an erased person',
      `UPDATE log.events SET ciphertext = set_byte(ciphertext, 20, 0) WHERE position = 4`,
      'altered',
    ],
    ['a changed envelope', `UPDATE log.events SET type = 'BeneficiaryErased' WHERE position = 2`, 'altered'],
    ['an event taken out', 'DELETE FROM log.events WHERE position = 2', 'position-gap'],
    ['a time that runs backwards', 'UPDATE log.events SET recorded_at = 0 WHERE position = 3', 'time-backwards'],
    ['a stream that begins in its middle', 'UPDATE log.events SET revision = 1 WHERE position = 2', 'revision-gap'],
  ])('names %s', async (_, statement, code) => {
    const { faults } = await altered(statement);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect(faults[0]!.position).toMatch(/^0{18}[2-4]$/);
  });

  it('counts as erased whose key was destroyed, and names an event whose key is not there at all', async () => {
    const owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await owner.query('ALTER TABLE keys.subject_keys DISABLE TRIGGER subject_keys_are_kept');
    await owner.query('DELETE FROM keys.subject_keys WHERE key_id = $1', [people[1]]);
    await owner.query('ALTER TABLE keys.subject_keys ENABLE ALWAYS TRIGGER subject_keys_are_kept');
    await owner.end();
    // A process that has not used the key yet.
    const other = await openStore({ urls: database.urls, secretsFolder: folder, definitions: beneficiaryEvents });
    expect(await verify(other).finally(() => other.close())).toMatchObject({
      ...{ erased: 1, faultCount: 1 },
      faults: [{ position: '0000000000000000002', code: 'key-missing' }],
    });
  });
});
