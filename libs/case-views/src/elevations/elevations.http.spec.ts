import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews, TODAY } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, INES, MISSION, OTHERS, TERRITORY } = told;
const ELSEWHERE = testId(42);
/** Registered, without a parcours. */
const CHLOE = testId(3);
const HOUR = 3_600_000;
const NOON = Date.parse(`${TODAY}T12:00:00Z`);

describe('openings by break-the-glass, to whom they are shown', () => {
  let rig: CaseViewsRig;
  let coordinator: TestSession;
  let elsewhere: TestSession;
  let dpo: TestSession;
  const opened: Record<'amina' | 'bruno' | 'chloe', string> = {
    ...{ amina: testId(901), bruno: testId(902), chloe: testId(903) },
  };

  beforeAll(async () => {
    rig = await openCaseViews();
    coordinator = await signInAs(rig.owner, { role: 'coordinator', territory: TERRITORY });
    elsewhere = await signInAs(rig.owner, { role: 'coordinator', territory: ELSEWHERE });
    dpo = await signInAs(rig.owner, { role: 'dpo' });
    await rig.name(MISSION, 'Mission locale d’exemple');
    await rig.nameProfessional(INES, 'Inès', 'Modèle');
    const log = new told.Told();
    log.person(AMINA, told.registration('Amina'));
    log.person(BRUNO, told.registration('Bruno'));
    log.person(CHLOE, told.registration('Chloé'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    log.step(OTHERS, told.opening(BRUNO), '2026-02-01', { territory: ELSEWHERE });
    await rig.fold(log.log);
    // Asked for under a mandate without a territory, under one of another territory, and for somebody without parcours.
    await elevate(opened.amina, AMINA, null, NOON - 3 * HOUR, 8);
    await elevate(opened.bruno, BRUNO, TERRITORY, NOON - 2 * HOUR, 1);
    await elevate(opened.chloe, CHLOE, TERRITORY, NOON - HOUR, 1);
  });

  afterAll(() => rig.close());

  async function elevate(id: string, person: string, territory: string | null, from: number, hours: number) {
    await rig.owner.query(
      `INSERT INTO read.elevations (elevation, professional, structure, territory, beneficiary, reason, at_ms, until_ms)
       VALUES ($1, $2, $3, $4, $5, 'safety', $6, $7)`,
      [id, INES, territory === null ? MISSION : null, territory, person, from, from + hours * HOUR],
    );
  }

  const list = async (by: TestSession, query = '', language = 'fr') =>
    (
      await rig.app.inject({
        url: `/api/v1/elevations${query}`,
        headers: { ...by.headers, 'accept-language': language },
      })
    ).json();
  const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);
  const numbered = (parcoursId: string) => ({
    caseNumber: `Dossier ${parcoursId.slice(-8).toUpperCase()}`,
    parcoursId,
  });

  it('tells the coordinator who opened which case of the territory, why, and until when', async () => {
    expect(await list(coordinator)).toEqual({
      items: [
        {
          ...{ id: opened.chloe, beneficiaryId: CHLOE, cases: [], structure: null, inForce: false },
          professional: { id: INES, name: 'Inès Modèle' },
          reason: { code: 'safety', label: 'Mise en sécurité de la personne' },
          ...{ from: NOON - HOUR, until: NOON },
        },
        {
          ...{ id: opened.amina, beneficiaryId: AMINA, cases: [numbered(FIRST)], inForce: true },
          professional: { id: INES, name: 'Inès Modèle' },
          structure: { id: MISSION, name: 'Mission locale d’exemple' },
          reason: { code: 'safety', label: 'Mise en sécurité de la personne' },
          ...{ from: NOON - 3 * HOUR, until: NOON + 5 * HOUR },
        },
      ],
    });
    expect((await list(coordinator, '', 'en')).items[0].reason).toEqual({
      code: 'safety',
      label: 'Safety of the person',
    });
  });

  it('goes by the territory of the parcours, whatever that for which it was asked', async () => {
    const seen = await list(elsewhere);
    expect(idsOf(seen)).toEqual([opened.bruno]);
    expect(seen.items[0].cases).toEqual([numbered(OTHERS)]);
    const nowhere = await signInAs(rig.owner, { role: 'coordinator', territory: randomUUID() });
    expect(await list(nowhere)).toEqual({ items: [] });
  });

  it('tells the dpo of all, the latest first, page after page', async () => {
    const first = await list(dpo, '?limit=2');
    expect(idsOf(first)).toEqual([opened.chloe, opened.bruno]);
    const second = await list(dpo, `?limit=2&cursor=${first.next}`);
    expect(idsOf(second)).toEqual([opened.amina]);
    expect(second.items[0].cases).toEqual([numbered(FIRST)]);
    expect(second.next).toBeUndefined();
  });

  it('leaves its line in the access journal, by duty', async () => {
    for (const [by, role] of [
      [coordinator, 'coordinator'],
      [dpo, 'dpo'],
    ] as const) {
      await list(by);
      expect(await rig.linesOf(AMINA)).toContainEqual(
        expect.objectContaining({ professional: by.professional, role, action: 'elevations', reason: 'duty' }),
      );
    }
    expect(await rig.linesOf(BRUNO)).not.toContainEqual(
      expect.objectContaining({ professional: coordinator.professional }),
    );
  });

  it('is shown to whoever coordinates a parcours of any of her records, once merged', async () => {
    const log = new told.Told(5000);
    log.person(CHLOE, told.registration('Chloé'));
    log.person(BRUNO, told.registration('Bruno'));
    const merge = log.person(CHLOE, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    await rig.fold(log.log);
    const seen = await list(elsewhere);
    expect(idsOf(seen)).toEqual([opened.chloe, opened.bruno]);
    expect(seen.items[0]).toMatchObject({ beneficiaryId: CHLOE, cases: [numbered(OTHERS)] });
    expect(idsOf(await list(coordinator))).toEqual([opened.amina]);
    expect((await list(dpo)).items[0].cases).toEqual([numbered(OTHERS)]);
    const next = log.log.length;
    log.person(CHLOE, { type: 'MergeReversed', data: { merge } });
    await rig.fold(log.log.slice(next));
    expect(idsOf(await list(elsewhere))).toEqual([opened.bruno]);
  });

  it('is kept to them by the rows alone, and to whoever asked for it', async () => {
    const seen = async ({ token }: TestSession) =>
      (
        await rig.scoped.query<{ id: string }>(token, 'SELECT elevation AS id FROM read.elevations ORDER BY 1')
      ).rows.map(({ id }) => id);
    expect(await seen(coordinator)).toEqual([opened.amina, opened.chloe]);
    expect(await seen(elsewhere)).toEqual([opened.bruno]);
    expect(await seen(dpo)).toEqual(Object.values(opened));
    for (const role of ['operator', 'structure-manager', 'steering', 'institutional', 'admin'] as const) {
      const other = await signInAs(rig.owner, { role, structure: MISSION, territory: TERRITORY });
      expect(await seen(other)).toEqual([]);
      expect((await list(other)).code).toBe('role-not-allowed');
      const { rows } = await rig.scoped.query(
        other.token,
        'SELECT read.parcours_ids($1) AS ids, read.has_parcours($1) AS has, read.coordinates_person($1, $2) AS mine',
        [AMINA, TERRITORY],
      );
      expect(rows).toEqual([{ ids: [], has: false, mine: false }]);
    }
    const own = await signInAs(rig.owner, { role: 'operator' });
    const mine = randomUUID();
    await rig.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       VALUES ($1, $2, $3, 'safety', 0, 1)`,
      [mine, own.professional, AMINA],
    );
    expect(await seen(own)).toEqual([mine]);
  });
});
