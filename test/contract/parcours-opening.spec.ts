import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../policies/sign-in-as.js';
import { startTypeScript } from '../support/child-process.js';
import { openInstallation, type Installation } from '../support/installation.js';

/** Openings of one person by two processes at once (architecture.md § 3.3). */
describe('two processes that open parcours', () => {
  let place: Installation;
  let structure: Uuid;
  let operator: TestSession;
  let children: ReturnType<typeof startTypeScript>[];
  let addresses: readonly string[];

  beforeAll(async () => {
    place = await openInstallation();
    structure = await place.addStructure();
    operator = await place.signIn(structure);
    const { database, secretsFolder } = place;
    const work = JSON.stringify({ urls: database.urls, secretsFolder });
    children = [0, 1].map(() => startTypeScript('test/contract/parcours-opening.child.ts', [work]));
    addresses = await Promise.all(
      children.map(async ({ stdout }) => String((await once(createInterface(stdout), 'line'))[0])),
    );
    // Two processes that compile their sources on the way take their time on a busy machine.
  }, 90_000);

  afterAll(async () => {
    const ended = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(ended);
    await place.close();
  });

  async function open(address: string, person: Uuid, key: string) {
    const answer = await fetch(`${address}/api/v1/beneficiaries/${person}/parcours`, {
      method: 'POST',
      headers: { ...operator.headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ entryChannel: 'walk-in', occurredOn: '2026-11-20' }),
    });
    return { status: answer.status, body: (await answer.json()) as { id?: Uuid; code?: string; repeated?: boolean } };
  }

  it('give one 201 and one 409, and one parcours, whichever is faster', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = await place.addPerson(structure);
      const answers = await Promise.all(addresses.map((address) => open(address, person, randomUUID())));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
      expect(lost!.body.code).toBe('parcours-already-open');
      const events = await place.store.store.load(`beneficiary-${person}`);
      expect(events.filter(({ type }) => type === 'ParcoursSlotTaken')).toMatchObject([
        { data: { parcoursId: won!.body.id } },
      ]);
      expect(await place.store.store.load(`parcours-${won!.body.id}`)).toHaveLength(2);
    }
  });

  it('give one command sent to both the same parcours', async () => {
    const person = await place.addPerson(structure);
    const key = randomUUID();
    const answers = await Promise.all(addresses.map((address) => open(address, person, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ body }) => body.repeated).toSorted()).toEqual([false, true]);
    expect(await place.store.store.load(`parcours-${answers[0]!.body.id}`)).toHaveLength(2);
  });
});
