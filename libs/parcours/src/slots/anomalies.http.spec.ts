import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import { createReadTables, signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { NOW, openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';
import { parcoursSlotsProjection } from './slots.projection.js';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);

describe('anomalies of parcours over HTTP', () => {
  let place: Installation;
  let process: ParcoursApp;
  let coordinator: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    await createReadTables(place.owner, [parcoursSlotsProjection]);
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    coordinator = await place.signIn(await place.addStructure(), 'coordinator');
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  async function known(parcours: Uuid, person: Uuid, changes: object = {}): Promise<void> {
    const row = {
      ...{ parcours, person, component: person, territory: place.territory },
      ...{ lasts_from: '2026-02-01', lasts_to: null, at_odds: false, changed_ms: NOW - 3_600_000, ...changes },
    };
    await place.owner.query(
      `INSERT INTO read.parcours_slots SELECT * FROM json_populate_record(NULL::read.parcours_slots, $1)`,
      [JSON.stringify(row)],
    );
  }
  const list = async (query = '', by = coordinator) =>
    (await process.app.inject({ url: `/api/v1/parcours-anomalies${query}`, headers: by.headers })).json();

  it('lists parcours that overlap, those of merged people apart, and slots that could not be held', async () => {
    const [amina, bruno] = [randomUUID(), randomUUID()];
    await known(A!, amina);
    await known(B!, amina, { lasts_from: '2026-03-01', lasts_to: '2026-04-01' });
    await known(C!, bruno, { component: amina, lasts_from: '2026-04-01', at_odds: true });
    await known(randomUUID(), amina, { territory: randomUUID() });
    await known(randomUUID(), randomUUID(), { at_odds: true, changed_ms: NOW - 60_000 });
    const territory = place.territory;
    const all = [
      { kind: 'overlap', territory, parcours: [A, B] },
      { kind: 'merged-overlap', territory, parcours: [A, C] },
      { kind: 'slot', territory, parcours: [C] },
    ];
    expect(await list()).toEqual({ items: all });
    const first = await list('?limit=2');
    expect(first.items).toEqual(all.slice(0, 2));
    expect(await list(`?limit=2&cursor=${first.nextCursor}`)).toEqual({ items: all.slice(2) });
    const { rows: lines } = await place.owner.query(
      'SELECT professional, role, subjects, reasons, at_ms::float8 AS at FROM journal.accesses WHERE action = $1',
      ['parcours-anomalies'],
    );
    const shown = (people: readonly Uuid[]) => ({
      ...{ professional: coordinator.professional, role: 'coordinator', subjects: people, at: NOW },
      reasons: people.map(() => 'duty'),
    });
    expect(lines).toEqual([shown([amina, bruno]), shown([amina, bruno]), shown([bruno])]);
  });

  it('shows each coordinator the parcours of their own territory, and nobody else any', async () => {
    const elsewhere = await signInAs(place.owner, { role: 'coordinator' });
    expect(await list('', elsewhere)).toEqual({ items: [] });
    const other = await place.signIn(await place.addStructure(), 'operator');
    expect(await list('', other)).toMatchObject({ status: 403, code: 'role-not-allowed' });
  });
});
