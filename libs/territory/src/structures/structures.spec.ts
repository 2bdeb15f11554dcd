import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { IdentityModule } from '@jalons/identity';
import { loadNomenclatures } from '@jalons/kernel';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { structuresProjection } from '../projections/structures.projection.js';
import { servicesProjection } from '../services/services.projection.js';
import { territoriesProjection } from '../projections/territories.projection.js';
import { structureEvents } from '../structure/structure.events.js';
import { Territories } from '../territories/territories.js';
import { territoryEvents } from '../territory/territory.events.js';
import { TerritoryModule } from '../territory.module.js';
import type { StructureView } from './structures.dto.js';

const ASSOCIATION = { name: 'Association Exemple', kind: 'association', siret: '732 829 320 00074' };

describe('structures, territories and nomenclatures over HTTP', () => {
  let spec: SpecApplication;
  let admin: TestSession;
  let operator: TestSession;

  beforeAll(async () => {
    spec = await openSpecApplication({
      definitions: [...structureEvents, ...territoryEvents],
      projections: [
        structuresProjection(loadNomenclatures()),
        territoriesProjection,
        servicesProjection(loadNomenclatures()),
      ],
      modules: (parts) => [IdentityModule.forRoot(parts), TerritoryModule.forRoot(parts)],
    });
    admin = await signInAs(spec.owner, { role: 'admin' });
    operator = await signInAs(spec.owner, { role: 'operator' });
  });

  afterAll(() => spec.close());

  async function register(form: object = ASSOCIATION): Promise<string> {
    const answer = await spec.send('structures', form, { by: admin });
    expect(answer.statusCode).toBe(201);
    return answer.json().id as string;
  }

  async function found(name: string): Promise<string> {
    const territories = new Territories(spec.parts);
    const context = { commandId: randomUUID(), commandHash: 'h', actor: randomUUID(), correlationId: randomUUID() };
    const id = territories.newId(context);
    const on = territories.today();
    await territories.run(id, { type: 'FoundTerritory', name, zone: 'Europe/Paris', on }, context);
    const extend = { type: 'ExtendPerimeter', qpv: '2024-grand-mirail', from: on } as const;
    await territories.run(id, extend, { ...context, commandId: randomUUID() });
    await spec.catchUp();
    return id;
  }

  async function seen(id: string, by: TestSession, query = '', headers = {}): Promise<StructureView> {
    const answer = await spec.read(`structures${query}`, by, headers);
    expect(answer.statusCode).toBe(200);
    return (answer.json().items as StructureView[]).find((each) => each.id === id)!;
  }

  it('registers a structure that everyone signed in then knows', async () => {
    const key = randomUUID();
    const first = await spec.send('structures', ASSOCIATION, { by: admin, key });
    expect(first.json()).toMatchObject({ revision: 0, repeated: false, eventIds: [expect.any(String)] });
    const again = await spec.send('structures', ASSOCIATION, { by: admin, key });
    expect(again.json()).toEqual({ ...(first.json() as object), repeated: true });
    expect(again.headers['jalons-position']).toBe(first.json().position);
    expect(await seen(first.json().id, operator)).toEqual({
      ...{ id: first.json().id, name: 'Association Exemple', kind: 'association', siret: '73282932000074' },
      ...{ named: true, seat: false, seats: [] },
    });
  });

  it.each([
    ['a kind of no list', { ...ASSOCIATION, kind: 'guild' }, '/kind', 'unknown-code'],
    ['a SIRET with a wrong digit', { ...ASSOCIATION, siret: '73282932000075' }, '/siret', 'not-a-siret'],
    ['letters for a SIRET', { ...ASSOCIATION, siret: 'SIRET' }, '/siret', 'matches'],
    ['a blank name', { ...ASSOCIATION, name: '   ' }, '/name', 'name-length'],
    ['a day that does not exist', { ...ASSOCIATION, on: '2025-02-29' }, '/on', 'is-civil-date'],
    ['a day that nothing can count with', { ...ASSOCIATION, on: '9999-12-31' }, '/on', 'is-civil-date'],
  ])('refuses %s, naming the field', async (_what, form, pointer, code) => {
    const answer = await spec.send('structures', form, { by: admin });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('shows the name of the day, and changes it only from the version that was read', async () => {
    const id = await register({ ...ASSOCIATION, on: '2023-05-01' });
    const rename = (name: string, from: string, etag: string) =>
      spec.send(`structures/${id}/names`, { name, from }, { by: admin, headers: { 'if-match': etag } });
    expect((await rename('Association Modèle', '2024-01-01', '"r0"')).statusCode).toBe(201);
    expect((await rename('Association Témoin', '2024-01-01', '"r0"')).statusCode).toBe(409);
    expect((await rename('Association Future', '2199-01-01', '"r1"')).statusCode).toBe(201);
    expect((await seen(id, operator)).name).toBe('Association Modèle');
  });

  it('grants a seat on a territory that exists, and ends it', async () => {
    const [id, territory] = [await register(), await found('Cité d’exemple')];
    const strange = { territory: randomUUID(), from: '2024-01-01' };
    const refused = await spec.send(`structures/${id}/seats`, strange, { by: admin });
    expect(refused.json().errors).toEqual([expect.objectContaining({ pointer: '/territory' })]);
    const granted = await spec.send(`structures/${id}/seats`, { territory, from: '2024-01-01' }, { by: admin });
    expect(granted.statusCode).toBe(201);
    const here = await signInAs(spec.owner, { role: 'operator', territory });
    expect(await seen(id, here)).toMatchObject({ seat: true, seats: [{ territory, from: '2024-01-01', until: null }] });
    expect(await seen(id, operator)).toMatchObject({ seat: false });
    expect(await seen(id, operator, `?territory=${territory}`)).toMatchObject({ seat: true });
    const end = { on: '2024-06-01' };
    const ended = await spec.send(`structures/${id}/seats/${granted.json().id}/end`, end, { by: admin });
    expect(ended.statusCode).toBe(201);
    expect(await seen(id, here)).toMatchObject({ seat: false, seats: [{ until: '2024-06-01' }] });
    const undo = { why: 'Saisie par erreur' };
    const voided = await spec.send(`structures/${id}/entries/${ended.json().id}/void`, undo, { by: admin });
    expect(voided.statusCode).toBe(201);
    expect(await seen(id, here)).toMatchObject({ seat: true });
  });

  it('tells nobody outside what a structure of a sensitive kind is', async () => {
    const id = await register({ name: 'CSAPA Exemple', kind: 'csapa', siret: ASSOCIATION.siret });
    const coordinator = await signInAs(spec.owner, { role: 'coordinator' });
    for (const outsider of [operator, coordinator]) {
      expect(await seen(id, outsider)).toMatchObject({ name: 'Autre', named: false, kind: 'other', siret: null });
      expect((await spec.read('structures', outsider)).body).not.toContain('CSAPA');
    }
    expect(await seen(id, operator, '', { 'accept-language': 'en' })).toMatchObject({ name: 'Other' });
    const member = await signInAs(spec.owner, { role: 'operator', structure: id });
    for (const insider of [member, admin]) {
      expect(await seen(id, insider)).toMatchObject({
        name: 'CSAPA Exemple',
        named: true,
        kind: 'csapa',
        siret: '73282932000074',
      });
    }
    const names = 'SELECT name FROM read.structure_names WHERE structure = $1';
    expect((await spec.parts.database.query(operator.token, names, [id])).rows).toEqual([]);
    expect((await spec.parts.database.query(undefined, 'SELECT structure FROM read.structures')).rows).toEqual([]);
  });

  it('nor by what goes with a name: both rules of whose name is known say the same, and a name is read by its row', async () => {
    const csapa = await register({ name: 'CSAPA Exemple', kind: 'csapa' });
    const member = await signInAs(spec.owner, { role: 'operator', structure: csapa });
    const { database } = spec.parts;
    for (const { token } of [operator, admin, member, await signInAs(spec.owner, { role: 'coordinator' })]) {
      const { rows } = await database.query(
        token,
        `SELECT ARRAY(SELECT DISTINCT structure FROM read.structure_names ORDER BY 1)
              = ARRAY(SELECT unnest(read.named_structures()) ORDER BY 1) AS same`,
      );
      expect(rows).toEqual([{ same: true }]);
    }
    const { rows } = await spec.owner.query<{ tablename: string }>(
      `SELECT tablename FROM pg_policies WHERE schemaname = 'read' AND qual LIKE '%named_structures%'`,
    );
    expect(rows).toEqual([{ tablename: 'services' }]);
  });

  it('nor what one offers, nor where to reach who works there alone', async () => {
    const [csapa, plain] = [await register({ name: 'CSAPA Exemple', kind: 'csapa' }), await register()];
    for (const [structure, name] of [
      [csapa, 'Consultation en addictologie'],
      [plain, 'Atelier CV'],
    ]) {
      await spec.owner.query(
        `INSERT INTO read.services (service, structure, coordinated, name, common_law, topics, publics, words, listed_on,
                                    confirmed_on, described)
         VALUES (gen_random_uuid(), $1::uuid, false, $2::text, true, '{}', '{}', '', '2026-01-01', '2026-01-01',
                 jsonb_build_object('structure', $1::uuid, 'name', $2::text))`,
        [structure, name],
      );
    }
    const services = async (by: TestSession) =>
      (await spec.read(`services?structure=${csapa}`, by)).json().items.length;
    const member = await signInAs(spec.owner, { role: 'operator', structure: csapa });
    const both = await signInAs(
      spec.owner,
      { role: 'operator', structure: csapa },
      { role: 'operator', structure: plain },
    );
    const coordinator = await signInAs(spec.owner, { role: 'coordinator' });
    for (const outsider of [operator, coordinator]) expect(await services(outsider)).toBe(0);
    for (const insider of [member, admin]) expect(await services(insider)).toBe(1);
    expect((await spec.read('services', operator)).body).toContain('Atelier CV');

    const colleague = await signInAs(spec.owner, { role: 'operator', structure: csapa });
    for (const { professional } of [member, both, colleague]) {
      await spec.owner.query(
        `INSERT INTO read.professionals (professional, given_name, family_name, email, phone)
         VALUES ($1::uuid, 'Odile', 'Exemple', $1::uuid || '@csapa.test', '05')`,
        [professional],
      );
    }
    const reached = async (by: TestSession) => {
      const asked = [member, both].map(({ professional }) => professional);
      const read = 'SELECT professional, email IS NOT NULL AND phone IS NOT NULL AS told FROM read.contacts_of($1)';
      const { rows } = await spec.parts.database.query<{ professional: string; told: boolean }>(by.token, read, [
        asked,
      ]);
      return asked.map((one) => rows.some(({ professional, told }) => professional === one && told));
    };
    for (const outsider of [operator, coordinator]) expect(await reached(outsider)).toEqual([false, true]);
    const { territory } = member;
    const near = await signInAs(spec.owner, { role: 'coordinator', territory });
    for (const insider of [member, colleague, admin, near]) expect(await reached(insider)).toEqual([true, true]);
    const steering = await signInAs(spec.owner, { role: 'steering', territory });
    expect(await reached(steering)).toEqual([false, true]);
    // Nor by whoever left the other structure, and works there alone from now on.
    await spec.owner.query(
      `UPDATE read.mandates SET held_until = '2026-01-01' WHERE professional = $1 AND structure = $2`,
      [both.professional, plain],
    );
    expect(await reached(operator)).toEqual([false, false]);
    await expect(
      spec.parts.database.query(operator.token, 'SELECT email FROM read.professionals'),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('lists in the order of French, page by page, each once', async () => {
    for (const name of ['Zénith', 'écluse', 'Étape', 'Ecluse', 'atelier']) await register({ ...ASSOCIATION, name });
    const listed: StructureView[] = [];
    let cursor = '';
    do {
      const answer = await spec.read(`structures?limit=2${cursor && `&cursor=${cursor}`}`, admin);
      listed.push(...answer.json().items);
      cursor = answer.json().nextCursor ?? '';
    } while (cursor !== '');
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    const names = listed.map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr').compare));
    expect(names).toEqual(expect.arrayContaining(['Zénith', 'écluse', 'Étape', 'Ecluse', 'atelier']));
  });

  it('shows territories with the labels of their perimeter', async () => {
    const id = await found('Une autre cité');
    const answer = await spec.read('territories', operator);
    expect(answer.json().items).toContainEqual({
      ...{ id, name: 'Une autre cité', zone: 'Europe/Paris', foundedOn: expect.any(String) },
      settings: expect.objectContaining({ minimumAge: 16, overlapPolicy: 'refuse' }),
      perimeter: [expect.objectContaining({ qpv: '2024-grand-mirail', label: 'Grand Mirail', until: null })],
    });
  });

  it('gives the lists of the product, by language and by day', async () => {
    const list = async (path: string, headers = {}) => {
      const answer = await spec.read(`nomenclatures/${path}`, operator, headers);
      return answer.json().items as { code: string; label: string; status: string; validTo?: string }[];
    };
    const french = await list('schemes');
    expect(french.find(({ code }) => code === 'emplois-francs')).toMatchObject({ validTo: '2024-12-31' });
    const codesOn = async (day: string) => (await list(`schemes?on=${day}`)).map(({ code }) => code);
    expect(await codesOn('2024-12-31')).toContain('emplois-francs');
    expect(await codesOn('2025-01-01')).not.toContain('emplois-francs');
    const kinds = await list('structure-kinds', { 'accept-language': 'en-GB, fr;q=0.5' });
    expect(kinds.find(({ code }) => code === 'other')).toMatchObject({ label: 'Other', status: 'to-confirm' });
    expect((await spec.read('nomenclatures/secrets', operator)).json()).toMatchObject({ status: 404 });
    expect((await spec.read('nomenclatures/constructor', operator)).json()).toMatchObject({ status: 404 });
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(spec.app, spec.owner)).toEqual([]);
  });
});
