import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { IdentityModule } from '@jalons/identity';
import { addDays, dateAt, loadNomenclatures } from '@jalons/kernel';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { structuresProjection } from '../projections/structures.projection.js';
import { territoriesProjection } from '../projections/territories.projection.js';
import { structureEvents } from '../structure/structure.events.js';
import { territoryEvents } from '../territory/territory.events.js';
import { TerritoryModule } from '../territory.module.js';
import { serviceEvents } from './service.events.js';
import type { ServiceCommand } from './service.decider.js';
import { Services } from './services.js';
import { servicesProjection } from './services.projection.js';

describe('the directory of services over HTTP', () => {
  let spec: SpecApplication;
  let coordinator: TestSession;
  let manager: TestSession;
  let operator: TestSession;
  let structure: string;

  beforeAll(async () => {
    const codes = loadNomenclatures();
    spec = await openSpecApplication({
      definitions: [...structureEvents, ...territoryEvents, ...serviceEvents],
      projections: [structuresProjection(codes), territoriesProjection, servicesProjection(codes)],
      modules: (parts) => [IdentityModule.forRoot(parts), TerritoryModule.forRoot(parts)],
    });
    const admin = await signInAs(spec.owner, { role: 'admin' });
    const registration = { name: 'PLIE', kind: 'plie' };
    structure = (await spec.send('structures', registration, { by: admin })).json().id;
    coordinator = await signInAs(spec.owner, { role: 'coordinator' });
    const { territory } = coordinator;
    manager = await signInAs(spec.owner, { role: 'structure-manager', structure, territory });
    operator = await signInAs(spec.owner, { role: 'operator', structure, territory });
  });
  afterAll(() => spec.close());

  const today = () => dateAt(spec.parts.clock.now(), spec.parts.zone);
  const send = (path: string, payload: object, by = coordinator) => spec.send(path, payload, { by });
  const added = async (name: string, changes: object = {}, by = coordinator): Promise<string> => {
    const form = { structure, name, description: 'Une aide concrète.', commonLaw: true, ...changes };
    const answer = await send('services', form, by);
    expect(answer.json()).toMatchObject({ id: expect.any(String) });
    return answer.json().id;
  };
  const names = async (query = '', by = operator): Promise<readonly string[]> =>
    (await spec.read(`services${query}`, by)).json().items.map(({ name }: { name: string }) => name);

  it('lists common law first, then by name; pages keep the order', async () => {
    await added('Zoom métiers');
    await added('Atelier CV', { commonLaw: false });
    await added('École de la mobilité', { topics: ['mobilite--preparer-un-permis'], scheme: 'iae' });
    const all = ['École de la mobilité', 'Zoom métiers', 'Atelier CV'];
    expect(await names()).toEqual(all);
    const first = (await spec.read('services?limit=2', operator)).json();
    expect(first.items).toHaveLength(2);
    expect(await names(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['Atelier CV']);
  });

  it('is searched by words whatever their accents, by scheme, topic or its group, and for common law alone', async () => {
    expect(await names('?q=ecole mob')).toEqual(['École de la mobilité']);
    expect(await names('?q=insertion')).toEqual(['École de la mobilité']);
    expect(await names('?q=permis')).toEqual(['École de la mobilité']);
    expect(await names('?q=cole')).toEqual([]);
    expect(await names('?scheme=iae')).toEqual(['École de la mobilité']);
    expect(await names('?topic=mobilite')).toEqual(['École de la mobilité']);
    expect(await names('?topic=mobilite--acceder-a-un-vehicule')).toEqual([]);
    expect(await names('?commonLaw=true')).toEqual(['École de la mobilité', 'Zoom métiers']);
    expect(await names(`?territory=${structure}`)).toEqual([]);
    const elsewhere = await signInAs(spec.owner, { role: 'operator' });
    expect(await names('', elsewhere)).toEqual([]);
  });

  it('shows one that nobody confirmed for ninety days as stale, until somebody does', async () => {
    const id = await added('Garde d’enfants', { on: addDays(today(), -91), topics: ['famille--garde-denfants'] });
    const shown = async () => (await spec.read(`services/${id}`, operator)).json();
    expect(await shown()).toMatchObject({ stale: true, confirmedOn: addDays(today(), -91), placesOpen: 'unknown' });
    expect((await send(`services/${id}/confirmations`, { placesOpen: 4 }, operator)).statusCode).toBe(201);
    expect(await shown()).toMatchObject({ stale: false, confirmedOn: today(), placesOpen: 4, withdrawnOn: null });
    const published = (await spec.read(`services/${id}/data-inclusion`, operator)).json();
    expect(published).toMatchObject({ nom: 'Garde d’enfants', thematiques: ['famille--garde-denfants'] });
  });

  it('is kept by the structure and the coordinator of the territory, by nobody else', async () => {
    const id = await added('Aide au permis', {}, manager);
    const stranger = await signInAs(spec.owner, { role: 'structure-manager', territory: coordinator.territory });
    const far = await signInAs(spec.owner, { role: 'coordinator' });
    const form = { name: 'Aide au permis B', description: 'Une aide concrète.', commonLaw: true };
    for (const by of [stranger, far]) {
      expect((await send(`services/${id}/updates`, form, by)).json()).toMatchObject({ code: 'not-your-service' });
      expect((await send(`services/${id}/withdrawals`, {}, by)).json()).toMatchObject({ code: 'not-your-service' });
    }
    expect((await send('services', { ...form, structure }, stranger)).json()).toMatchObject({
      code: 'not-your-service',
    });
    expect((await send(`services/${id}/updates`, form, manager)).statusCode).toBe(201);
    const withdrawal = await send(`services/${id}/withdrawals`, { reason: 'Plus financé' });
    expect(withdrawal.statusCode).toBe(201);
    expect(await names('?q=permis b')).toEqual([]);
    expect(await names('?q=permis b&withdrawn=true')).toEqual(['Aide au permis B']);
    const mistake = { eventId: withdrawal.json().id, why: 'erreur' };
    expect((await send(`services/${id}/voids`, mistake)).statusCode).toBe(201);
    expect(await names('?q=permis b')).toEqual(['Aide au permis B']);
  });

  it('is kept by a structure of a sensitive kind itself, and read there alone', async () => {
    const admin = await signInAs(spec.owner, { role: 'admin' });
    const csapa = (await spec.send('structures', { name: 'CSAPA', kind: 'csapa' }, { by: admin })).json().id;
    const { territory } = coordinator;
    const there = await signInAs(spec.owner, { role: 'structure-manager', structure: csapa, territory });
    const id = await added('Consultation', { structure: csapa }, there);
    expect(await names(`?structure=${csapa}`, there)).toEqual(['Consultation']);
    for (const by of [operator, coordinator]) {
      expect(await names(`?structure=${csapa}`, by)).toEqual([]);
      expect((await spec.read(`services/${id}`, by)).statusCode).toBe(404);
    }
    // Listed for it in the name of the territory, before that was refused, it is the coordinator's to keep.
    const services = new Services(spec.parts);
    const context = { commandId: randomUUID(), commandHash: 'h', actor: randomUUID(), correlationId: randomUUID() };
    const listed = services.newId(context);
    const service = {
      ...{ structure: csapa, name: 'Accueil', description: 'Décrit.', commonLaw: true, topics: [], publics: [] },
      ...{ eligibilityAreas: [], placesOpen: 0, receptionModes: [], mobilisedBy: [], mobilisationModes: [] },
    };
    const command: ServiceCommand = { type: 'ListService', on: services.today(), service };
    const by = { structures: [], coordinated: [territory], territory };
    await services.run(listed, { command, by }, { ...context, territory });
    await spec.catchUp();
    for (const reader of [coordinator, there])
      expect((await spec.read(`services/${listed}`, reader)).statusCode).toBe(200);
    expect((await send(`services/${listed}/withdrawals`, {})).statusCode).toBe(201);
    const far = await signInAs(spec.owner, { role: 'coordinator' });
    for (const reader of [operator, far]) expect((await spec.read(`services/${listed}`, reader)).statusCode).toBe(404);

    const form = { structure: csapa, name: 'Atelier', description: 'Décrit.', commonLaw: true };
    expect((await send('services', form)).json().errors).toMatchObject([
      { pointer: '/structure', code: 'structure-not-named' },
    ]);
  });

  it('names the field to mend', async () => {
    const pointers = async (changes: object) =>
      (await send('services', { structure, name: 'Atelier', description: 'Décrit.', commonLaw: true, ...changes }))
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(await pointers({ structure: coordinator.territory })).toEqual(['/structure']);
    expect(await pointers({ topics: ['x'] })).toEqual(['/topics/0']);
    expect(await pointers({ mobilisationLink: 'ftp://x' })).toEqual(['/mobilisationLink']);
    expect(await pointers({ placesOpen: 'x' })).toEqual(expect.arrayContaining(['/placesOpen']));
  });
});
