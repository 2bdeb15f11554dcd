import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SYSTEM_KEY_ID } from '@jalons/event-log';
import { IdentityModule } from '@jalons/identity';
import { civilDateOf } from '@jalons/kernel';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { BeneficiariesModule } from '../beneficiaries.module.js';
import { beneficiaryEvents } from '../beneficiary/beneficiary.events.js';

const PERSON = { givenName: 'Amina', familyName: 'Exemple', qpv: { code: '2024-grand-mirail', evidence: 'declared' } };

/** What is sent here is not folded by itself: read models are as far behind as a spec leaves them. */
describe('the record that another is merged into', () => {
  let spec: SpecApplication;
  let operator: TestSession;
  /** The record absorbed, and the one that stands for both. */
  let one: string;
  let two: string;

  beforeAll(async () => {
    spec = await openSpecApplication({
      definitions: beneficiaryEvents,
      projections: peopleReadModels,
      modules: (parts) => [IdentityModule.forRoot(parts), BeneficiariesModule.forRoot(parts)],
    });
    operator = await signInAs(spec.owner, { role: 'operator' });
  });
  afterAll(() => spec.close());

  beforeEach(async () => {
    [one, two] = [(await send('', PERSON)).id, (await send('', PERSON)).id];
    await spec.catchUp();
  });

  const send = async (path: string, payload: object, key: string = randomUUID(), by = operator, headers = {}) =>
    (
      await spec.app.inject({
        ...{ method: 'POST', url: `/api/v1/beneficiaries${path}`, payload },
        headers: { ...by.headers, 'idempotency-key': key, ...headers },
      })
    ).json();
  const merge = (person: string, into: string) => send(`/${person}/merges`, { into });
  const voided = (person: string, eventId: string) => send(`/${person}/voids`, { eventId, why: 'erreur' });
  const stored = (person: string) => spec.store.store.load(`beneficiary-${person}`);
  const registrationVoided = async (person: string) => voided(person, (await stored(person))[0]!.eventId);
  const erased = async (person: string) => {
    const context = { commandId: randomUUID(), commandHash: 'x', actor: SYSTEM_KEY_ID, correlationId: randomUUID() };
    const event = { type: 'BeneficiaryErased', data: { intent: randomUUID() }, occurredOn: civilDateOf('2026-01-05') };
    const revision = (await stored(person)).length - 1;
    await spec.store.store.append(`beneficiary-${person}`, revision, [event], context, SYSTEM_KEY_ID);
  };
  const UNKNOWN = { status: 422, code: 'other-person-unknown' };

  it('is merged into once: a retry answers what was stored first', async () => {
    const [suspicion, key] = [randomUUID(), randomUUID()];
    const suspected = await send(`/${one}/duplicates`, { other: two }, suspicion);
    const merged = await send(`/${one}/merges`, { into: two }, key);
    await spec.catchUp();
    expect(await send(`/${one}/merges`, { into: two }, key)).toEqual({ ...merged, repeated: true });
    expect(await send(`/${one}/duplicates`, { other: two }, suspicion)).toEqual({ ...suspected, repeated: true });
    expect(await send(`/${one}/merges`, { into: one }, key)).toMatchObject({ code: 'idempotency-key-reused' });
    expect(await merge(one, two)).toMatchObject({ status: 409, code: 'already-merged' });
  });

  it('is registered and not erased, by the log, before any read model knows', async () => {
    const three = (await send('', PERSON)).id;
    await spec.catchUp();
    expect(await registrationVoided(two)).toHaveProperty('id');
    await erased(three);
    for (const gone of [two, three]) {
      expect(await merge(one, gone)).toMatchObject({ ...UNKNOWN, errors: [{ pointer: '/into' }] });
      expect(await send(`/${one}/duplicates`, { other: gone })).toMatchObject(UNKNOWN);
    }
    expect(await stored(one)).toHaveLength(1);
  });

  it('is no part of a circle, nor merged further, before any read model knows', async () => {
    await merge(one, two);
    expect(await merge(two, one)).toMatchObject({ code: 'already-merged' });
    const three = (await send('', PERSON)).id;
    expect(await merge(three, one)).toMatchObject({ code: 'merged-elsewhere' });
  });

  it.each([
    ['restricted', 'restrictions', { reason: 'exactitude contestée' }, 'processing-restricted'],
    ['not to be shared', 'objections', { purpose: 'sharing' }, 'sharing-stopped'],
  ] as const)('is not merged into, nor suspected, while one of its case is %s', async (_what, path, form, code) => {
    const elsewhere = await signInAs(spec.owner, { role: 'operator' });
    const both = await signInAs(
      spec.owner,
      ...[operator, elsewhere].map(({ structure }) => ({ role: 'operator' as const, structure })),
    );
    const three = (await send('', PERSON, randomUUID(), elsewhere)).id;
    const { id } = await merge(two, one);
    await send(`/${one}/${path}`, form);
    await spec.catchUp();
    const ask = (person: string, by: string, payload: object) =>
      send(`/${person}/${by}`, payload, randomUUID(), both, { 'jalons-structure': operator.structure });
    expect(await ask(three, 'merges', { into: one })).toMatchObject({ status: 409, code });
    expect(await ask(one, 'merges', { into: three })).toMatchObject({ status: 409, code });
    expect(await ask(three, 'duplicates', { other: two })).toMatchObject({ status: 409, code });
    await send(`/${two}/merges/${id}/reversals`, {});
    await spec.catchUp();
    expect(await ask(three, 'merges', { into: two })).toHaveProperty('id');
  });

  it('is merged into where sharing is stopped and the same structures read both', async () => {
    await send(`/${two}/objections`, { purpose: 'sharing' });
    await spec.catchUp();
    expect(await merge(one, two)).toHaveProperty('id');
  });

  describe('given back to by the void of a reversal, or of the void of the merge', () => {
    const parted = {
      reversed: async () => {
        const { id } = await merge(one, two);
        return (await send(`/${one}/merges/${id}/reversals`, {})).id;
      },
      voided: async () => (await voided(one, (await merge(one, two)).id)).id,
    };
    const ways = [['reversed'], ['voided']] as const;

    it.each(ways)('%s: once she is seen, registered and not erased', async (way) => {
      const undo = await parted[way]();
      await spec.catchUp();
      const { rows } = await spec.owner.query(
        `UPDATE read.persons kept SET viewers = '{}' FROM read.persons before
          WHERE kept.person = $1 AND before.person = $1 RETURNING before.viewers`,
        [two],
      );
      expect(await voided(one, undo)).toMatchObject({ ...UNKNOWN, errors: [{ pointer: '/eventId' }] });
      await spec.owner.query('UPDATE read.persons SET viewers = $2 WHERE person = $1', [two, rows[0].viewers]);
      const retried = randomUUID();
      const mistake = { eventId: undo, why: 'si, c’est elle' };
      const given = await send(`/${one}/voids`, mistake, retried);
      expect(given).toHaveProperty('id');
      await spec.catchUp();
      expect(await send(`/${one}/voids`, mistake, retried)).toEqual({ ...given, repeated: true });
    });

    it.each(ways)('%s: not when she was erased, is registered no more, or was merged the other way', async (way) => {
      const undo = await parted[way]();
      await spec.catchUp();
      const { id } = await merge(two, one);
      expect(await voided(one, undo)).toMatchObject({ code: 'already-merged' });
      await voided(two, id);
      expect(await registrationVoided(two)).toHaveProperty('id');
      expect(await voided(one, undo)).toMatchObject(UNKNOWN);
      await erased(two);
      expect(await voided(one, undo)).toMatchObject(UNKNOWN);
    });

    it.each(ways)('%s: not while the processing of what is known of either record is restricted', async (way) => {
      const undo = await parted[way]();
      const restriction = (await send(`/${one}/restrictions`, { reason: 'exactitude contestée' })).id;
      expect(await voided(one, undo)).toMatchObject({ status: 409, code: 'processing-restricted' });
      await send(`/${one}/restrictions/${restriction}/lifts`, {});
      await send(`/${two}/restrictions`, { reason: 'exactitude contestée' });
      expect(await voided(one, undo)).toMatchObject({ status: 409, code: 'processing-restricted' });
    });
  });

  it('is told to nobody whom the record absorbed is not open to', async () => {
    const { id } = await merge(one, two);
    const reversal = (await send(`/${one}/merges/${id}/reversals`, {})).id;
    await spec.catchUp();
    const stranger = await signInAs(spec.owner, { role: 'operator' });
    const answer = await spec.app.inject({
      ...{ method: 'POST', url: `/api/v1/beneficiaries/${one}/voids`, payload: { eventId: reversal, why: 'x' } },
      headers: { ...stranger.headers, 'idempotency-key': randomUUID() },
    });
    expect(answer.json()).toMatchObject({ status: 404, code: 'person-unknown' });
  });
});
