import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import { openStepsRig, type StepsRig } from '../../../../test/support/steps-http.js';

describe('who takes part in a parcours, over HTTP', () => {
  let rig: StepsRig;
  beforeAll(async () => {
    rig = await openStepsRig();
  });
  afterAll(() => rig.close());

  const joining = (other: Uuid) => ({ structure: other, role: 'Ateliers', supportKind: 'barrier' });

  it('a structure joins, sees and records, leaves by itself or by the referent’s', async () => {
    const { id } = await rig.opened();
    const other = await rig.place.addStructure();
    const partner = await rig.place.signIn(other);
    expect((await rig.step(id, 'assessments', { kind: 'interim' }, partner)).statusCode).toBe(404);
    const first = await rig.done(id, 'structure-joinings', joining(other));
    await rig.done(id, 'assessments', { kind: 'interim' }, partner);
    await rig.done(id, 'structure-departures', { membership: first, reason: 'handed-over' }, partner);
    expect((await rig.step(id, 'assessments', { kind: 'interim' }, partner)).statusCode).toBe(404);
    const second = await rig.done(id, 'structure-joinings', joining(other));
    await rig.done(id, 'structure-departures', { membership: second, reason: 'handed-over' });
  });

  it('one that is unknown or has no seat does not join', async () => {
    const { id } = await rig.opened();
    const seatless = await rig.place.addStructure({ seat: false });
    expect((await rig.step(id, 'structure-joinings', joining(randomUUID()))).json()).toMatchObject({
      code: 'structure-unknown',
      errors: [{ pointer: '/structure' }],
    });
    expect((await rig.step(id, 'structure-joinings', joining(seatless))).json()).toMatchObject({
      code: 'structure-without-seat',
    });
  });

  it('the structure of the referent does not leave, and another one does not make it leave', async () => {
    const { id, opening } = await rig.opened();
    const other = await rig.place.addStructure();
    const partner = await rig.place.signIn(other);
    await rig.done(id, 'structure-joinings', joining(other));
    const departure = { membership: opening, reason: 'handed-over' };
    expect((await rig.step(id, 'structure-departures', departure, partner)).json()).toMatchObject({
      status: 403,
      code: 'not-your-departure',
    });
    expect((await rig.step(id, 'structure-departures', departure)).json()).toMatchObject({ code: 'referent-outside' });
  });

  it('the last structure does not leave, even without a referent', async () => {
    const { id, opening, assignment } = await rig.opened();
    await rig.done(id, 'referent-releases', { assignment });
    expect((await rig.step(id, 'structure-departures', { membership: opening, reason: 'handed-over' })).json()).toEqual(
      expect.objectContaining({
        ...{ status: 409, code: 'last-structure' },
        detail: expect.stringMatching(/passez la main ou enregistrez la sortie/),
      }),
    );
    const other = await rig.place.addStructure();
    await rig.done(id, 'structure-joinings', joining(other));
    await rig.done(id, 'structure-departures', { membership: opening, reason: 'handed-over' });
  });

  it('the referent passes to a colleague, to another structure, or to nobody', async () => {
    const { id, assignment } = await rig.opened();
    const colleague = await rig.place.signIn(rig.structure);
    await rig.done(id, 'referents', { professional: colleague.professional });
    expect((await rig.place.store.store.load(`parcours-${id}`)).slice(-2)).toMatchObject([
      { type: 'ReferentReleased', data: { assignment } },
      { type: 'ReferentAssigned', data: { professional: colleague.professional, structure: rig.structure } },
    ]);
    const other = await rig.place.addStructure();
    const partner = await rig.place.signIn(other);
    await rig.done(id, 'structure-joinings', joining(other));
    const to = { professional: partner.professional, structure: other };
    expect((await rig.step(id, 'referents', to, partner)).json()).toMatchObject({
      status: 403,
      code: 'not-the-referent',
    });
    const held = await rig.done(id, 'referents', to);
    expect((await rig.step(id, 'referent-releases', { assignment: held })).json()).toMatchObject({
      code: 'not-the-referent',
    });
    await rig.done(id, 'referent-releases', { assignment: held }, partner);
    await rig.done(id, 'referents', { professional: rig.operator.professional });
  });

  it('nobody is a referent for a structure where they have no mandate', async () => {
    const { id } = await rig.opened();
    const elsewhere = await rig.place.signIn(await rig.place.addStructure());
    expect((await rig.step(id, 'referents', { professional: elsewhere.professional })).json()).toMatchObject({
      code: 'professional-elsewhere',
      errors: [{ pointer: '/professional' }],
    });
    expect((await rig.step(id, 'referents', { professional: randomUUID() })).json()).toMatchObject({
      code: 'professional-elsewhere',
    });
  });
});
