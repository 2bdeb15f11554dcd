import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandRequest, CommandRunner, DomainEvent } from '@jalons/event-log';
import { IdentityModule } from '@jalons/identity';
import { loadNomenclatures } from '@jalons/kernel';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { structuresProjection } from '../projections/structures.projection.js';
import { territoriesProjection } from '../projections/territories.projection.js';
import { structureEvents } from '../structure/structure.events.js';
import { territoryEvents } from '../territory/territory.events.js';
import { TerritoryModule } from '../territory.module.js';

const PASSWORD = 'quatre mots au hasard';
const ORDER = {
  territory: { name: 'Cité d’exemple', zone: 'Europe/Paris', qpv: ['2024-grand-mirail', '2024-pradettes'] },
  structure: { name: 'Association Exemple', kind: 'association', siret: '732 829 320 00074' },
  coordinator: { givenName: 'Inès', familyName: 'Exemple', email: 'ines.exemple@structure.test' },
  operator: { givenName: 'Karim', familyName: 'Modèle', email: 'karim.modele@structure.test' },
};

/** Runs commands until told to fail: the process that ends in the middle of a first run. */
class CutRunner implements CommandRunner {
  remaining = Infinity;

  constructor(private readonly runner: CommandRunner) {}

  run<C, E extends DomainEvent, S>(request: CommandRequest<C, E, S>) {
    this.remaining -= 1;
    return this.remaining < 0 ? Promise.reject(new Error('cut')) : this.runner.run(request);
  }
}

describe('the first run', () => {
  let spec: SpecApplication;
  let cut: CutRunner;
  let admin: TestSession;

  beforeEach(async () => {
    spec = await openSpecApplication({
      definitions: [...structureEvents, ...territoryEvents],
      projections: [structuresProjection(loadNomenclatures()), territoriesProjection],
      modules: (parts) => {
        cut = new CutRunner(parts.runner);
        return [IdentityModule.forRoot(parts), TerritoryModule.forRoot({ ...parts, runner: cut })];
      },
    });
    admin = await signInAs(spec.owner, { role: 'admin' });
  });

  afterEach(() => spec.close());

  const send = (order: object = ORDER, key: string = randomUUID()) => spec.send('first-run', order, { by: admin, key });
  const isNeeded = async () => (await spec.read('first-run', admin)).json().needed as boolean;
  const typesInLog = async () => (await spec.store.store.readAll(null, 100)).map(({ type }) => type).toSorted();
  const redeem = (link: string, login: string) => {
    const payload = { token: link.split('#')[1], login, password: PASSWORD };
    return spec.app.inject({ method: 'POST', url: '/api/v1/auth/links/redeem', payload });
  };

  it('makes an installation that its coordinator and its first operator can use', async () => {
    expect(await isNeeded()).toBe(true);
    const answer = await send();
    expect(answer.statusCode).toBe(201);
    expect(await isNeeded()).toBe(false);
    const { territoryId: territory, structureId: structure, invitations } = answer.json();
    expect(invitations).toEqual([
      {
        role: 'coordinator',
        displayName: 'Inès Exemple',
        link: expect.stringMatching(/^http:\/\/localhost(:\d+)?\/lien#/),
      },
      { role: 'operator', displayName: 'Karim Modèle', link: expect.any(String) },
    ]);
    const coordinator = await redeem(invitations[0].link, ORDER.coordinator.email);
    expect(coordinator.json()).toMatchObject({ mandates: [{ role: 'coordinator', structure: null, territory }] });
    const operator = await redeem(invitations[1].link, ORDER.operator.email);
    expect(operator.json()).toMatchObject({ mandates: [{ role: 'operator', structure, territory }] });
    const headers = { cookie: `__Host-sid=${operator.cookies[0]?.value}` };
    const structures = await spec.app.inject({ url: '/api/v1/structures', headers });
    expect(structures.json().items).toEqual([expect.objectContaining({ id: structure, seat: true })]);
    const territories = await spec.app.inject({ url: '/api/v1/territories', headers });
    expect(territories.json().items[0].perimeter).toEqual([
      expect.objectContaining({ label: 'Grand Mirail', from: '2024-01-01' }),
      expect.objectContaining({ label: 'Pradettes', from: '2024-01-01' }),
    ]);
  });

  it('is completed by the same request wherever it was cut, each fact once', async () => {
    const key = randomUUID();
    let cuts = 0;
    for (cut.remaining = 0; (await send(ORDER, key)).statusCode === 500; cut.remaining = cuts) cuts += 1;
    expect(cuts).toBe(9);
    expect(await typesInLog()).toEqual([
      ...['MandateGranted', 'MandateGranted', 'PerimeterExtended', 'PerimeterExtended'],
      ...['ProfessionalRegistered', 'ProfessionalRegistered', 'SeatGranted', 'StructureRegistered', 'TerritoryFounded'],
    ]);
  });

  it('answers a retry the same, with links that replace the first ones', async () => {
    const key = randomUUID();
    const [first, again] = [(await send(ORDER, key)).json(), (await send(ORDER, key)).json()];
    expect({ ...again, invitations: [] }).toEqual({ ...first, invitations: [] });
    expect((await redeem(first.invitations[1].link, ORDER.operator.email)).json()).toMatchObject({ status: 422 });
    expect((await redeem(again.invitations[1].link, ORDER.operator.email)).statusCode).toBe(200);
  });

  it('lets whoever holds a link choose the login where no address was given', async () => {
    const { email: _none, ...operator } = ORDER.operator;
    const { invitations } = (await send({ ...ORDER, operator })).json();
    expect((await redeem(invitations[1].link, 'choisie@structure.test')).statusCode).toBe(200);
  });

  it('happens once', async () => {
    const key = randomUUID();
    expect((await send(ORDER, key)).statusCode).toBe(201);
    expect((await send()).json()).toMatchObject({ status: 409, code: 'first-run-done' });
    const other = { ...ORDER, territory: { ...ORDER.territory, name: 'Autre cité' } };
    expect((await send(other, key)).json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await typesInLog()).filter((type) => type === 'TerritoryFounded')).toHaveLength(1);
  });

  it('happens once for two at the same time', async () => {
    const inject = () =>
      spec.app.inject({
        ...{ method: 'POST', url: '/api/v1/first-run', payload: ORDER },
        headers: { ...admin.headers, 'idempotency-key': randomUUID() },
      });
    const answers = await Promise.all([inject(), inject(), inject()]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409]);
    expect(await typesInLog()).toHaveLength(9);
  });

  const { territory, structure, coordinator, operator } = ORDER;
  it.each([
    ['a zone of no land', { territory: { ...territory, zone: 'Europe/Atlantis' } }, '/territory/zone'],
    ['a QPV of no list', { territory: { ...territory, qpv: ['2024-nowhere'] } }, '/territory/qpv'],
    ['a QPV twice', { territory: { ...territory, qpv: ['2024-pradettes', '2024-pradettes'] } }, '/territory/qpv'],
    ['no QPV', { territory: { ...territory, qpv: [] } }, '/territory/qpv'],
    ['a blank name', { territory: { ...territory, name: ' ' } }, '/territory/name'],
    ['a wrong SIRET', { structure: { ...structure, siret: '73282932000075' } }, '/structure/siret'],
    ['a kind of no list', { structure: { ...structure, kind: 'guild' } }, '/structure/kind'],
    ['a blank person', { coordinator: { ...coordinator, familyName: ' ' } }, '/coordinator/familyName'],
    ['one address for two', { operator: { ...operator, email: 'INES.exemple@structure.test' } }, '/operator/email'],
    ['nobody to operate', { operator: undefined }, '/operator'],
  ])('refuses %s, and stores nothing of the rest', async (_what, change, pointer) => {
    const answer = await send({ ...ORDER, ...change });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0]).toMatchObject({ pointer });
    expect(await typesInLog()).toEqual([]);
    expect(await isNeeded()).toBe(true);
  });
});
