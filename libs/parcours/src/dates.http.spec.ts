import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../test/support/installation.js';
import { openParcoursApp } from '../../../test/support/parcours-http.js';

describe('parcours over HTTP, at the edges of days', () => {
  let place: Installation;
  let structure: Uuid;
  let operator: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    structure = await place.addStructure();
    operator = await place.signIn(structure);
  });
  afterAll(() => place.close());

  /** A parcours opened at that instant as of that day, and a contact of the same day: the two statuses. */
  async function told(now: string, occurredOn: string): Promise<readonly number[]> {
    const { app, close } = await openParcoursApp(place.database.urls, place.secretsFolder, Date.parse(now));
    const post = async (path: string, payload: object) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/${path}`,
        payload,
        headers: { ...operator.headers, 'idempotency-key': randomUUID() },
      });
    try {
      const person = await place.addPerson(structure);
      const opening = await post(`beneficiaries/${person}/parcours`, { entryChannel: 'walk-in', occurredOn });
      const contact = { channel: 'phone', reached: 'person', occurredOn, time: '23:30' };
      const step = await post(`parcours/${opening.json().id ?? randomUUID()}/steps/contact-attempts`, contact);
      return [opening.statusCode, step.statusCode];
    } finally {
      await close();
    }
  }

  it.each([
    ['at 23:30', '2026-11-24T22:30:00Z', '2026-11-24', '2026-11-25'],
    ['at 23:30 before the clocks go forward', '2026-03-28T22:30:00Z', '2026-03-28', '2026-03-29'],
    ['at 23:30 after they did', '2026-03-29T21:30:00Z', '2026-03-29', '2026-03-30'],
    ['at 23:30 before they go back', '2026-10-24T21:30:00Z', '2026-10-24', '2026-10-25'],
    ['at 02:30 for the second time', '2026-10-25T01:30:00Z', '2026-10-25', '2026-10-26'],
    ['at 23:30 after they did', '2026-10-25T22:30:00Z', '2026-10-25', '2026-10-26'],
    ['half an hour into the new year', '2026-12-31T23:30:00Z', '2027-01-01', '2027-01-02'],
  ])('%s, today is taken and tomorrow is not', async (_when, now, today, tomorrow) => {
    expect(await told(now, today)).toEqual([201, 201]);
    expect((await told(now, tomorrow))[0]).toBe(422);
  });
});
