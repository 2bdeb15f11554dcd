import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '@jalons/event-log';
import { IdentityModule } from '@jalons/identity';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { BeneficiariesModule } from '../beneficiaries.module.js';
import { beneficiaryEvents } from '../beneficiary/beneficiary.events.js';

const PERSON = { givenName: 'Amina', familyName: 'Exemple', qpv: { code: '2024-grand-mirail', evidence: 'declared' } };
const UNKNOWN = { status: 404, code: 'person-unknown' };

describe('what is recorded of a person over HTTP', () => {
  let spec: SpecApplication;
  let operator: TestSession;
  let stranger: TestSession;
  let dpo: TestSession;

  beforeAll(async () => {
    spec = await openSpecApplication({
      definitions: beneficiaryEvents,
      projections: peopleReadModels,
      modules: (parts) => [IdentityModule.forRoot(parts), BeneficiariesModule.forRoot(parts)],
    });
    operator = await signInAs(spec.owner, { role: 'operator' });
    stranger = await signInAs(spec.owner, { role: 'operator' });
    dpo = await signInAs(spec.owner, { role: 'dpo' });
  });
  afterAll(() => spec.close());

  interface Asked {
    readonly method?: 'POST' | 'PUT' | 'PATCH';
    readonly by?: TestSession;
    readonly key?: string;
    readonly headers?: object;
  }

  async function send(
    path: string,
    payload: object,
    { method = 'POST', by = operator, key = randomUUID(), headers = {} }: Asked = {},
  ) {
    const answer = await spec.app.inject({
      ...{ method, url: `/api/v1/beneficiaries${path}`, payload },
      headers: { ...by.headers, 'idempotency-key': key, ...headers },
    });
    await spec.catchUp();
    return answer;
  }

  const registered = async (by = operator): Promise<string> => (await send('', PERSON, { by })).json().id;
  const last = async (person: string) => (await spec.store.store.load(`beneficiary-${person}`)).at(-1) as StoredEvent;
  const row = async (person: string) =>
    (await spec.owner.query<Record<string, unknown>>('SELECT * FROM read.persons WHERE person = $1', [person])).rows[0];

  it.each([
    ['PATCH', 'profile', { familyName: 'Modèle', birthDate: '1994-02-28' }, 'ProfileUpdated'],
    ['PUT', 'contacts', { phone: '05 11 22 33 44', other: 'sa sœur' }, 'ContactDetailsChanged'],
    [
      'PUT',
      'address',
      {
        address: { line: '1 rue d’Essai', postcode: '31100', city: 'Toulouse' },
        qpv: { code: null, evidence: 'address' },
      },
      'AddressChanged',
    ],
    ['POST', 'criteria', { criterion: 'rsa', answer: 'yes', proof: 'attestation CAF' }, 'CriterionDeclared'],
    ['POST', 'information-notices', { article: 13, means: 'paper' }, 'InformationNoticeGiven'],
    ['POST', 'objections', { purpose: 'profiling' }, 'ObjectionRecorded'],
    ['POST', 'restrictions', { reason: 'exactitude contestée' }, 'ProcessingRestricted'],
  ] as const)('%s %s appends one event, on the day told or today', async (method, path, form, type) => {
    const person = await registered();
    const answer = await send(`/${person}/${path}`, { ...form, occurredOn: '2026-01-05' }, { method });
    expect([answer.statusCode, answer.json().eventIds.length]).toEqual([method === 'POST' ? 201 : 200, 1]);
    expect(answer.headers.etag).toBe('"r1"');
    const event = await last(person);
    expect(event).toMatchObject({
      ...{ type, eventId: answer.json().id, keyId: person, occurredOn: '2026-01-05' },
      ...{ actor: operator.professional, structure: operator.structure },
    });
    await send(`/${person}/${path}`, form, { method });
    expect((await last(person)).occurredOn > '2026-01-05').toBe(true);
  });

  it('shows what it comes to', async () => {
    const person = await registered();
    await send(`/${person}/profile`, { birthName: 'Avant' }, { method: 'PATCH' });
    await send(`/${person}/contacts`, { email: 'amina@personne.test' }, { method: 'PUT' });
    await send(`/${person}/address`, { qpv: { code: null, evidence: 'declared' } }, { method: 'PUT' });
    const objection = (await send(`/${person}/objections`, { purpose: 'sharing' })).json().id;
    const restriction = (await send(`/${person}/restrictions`, { reason: 'demande en cours' })).json().id;
    expect(await row(person)).toMatchObject({
      ...{ birth_name: 'Avant', phone: null, email: 'amina@personne.test', qpv: null, sharing_stopped: true },
      standing: { objections: [{ id: objection, purpose: 'sharing' }], restrictions: [{ id: restriction }] },
    });
    expect((await send(`/${person}/objections/${objection}/withdrawals`, {})).statusCode).toBe(201);
    expect((await send(`/${person}/restrictions/${restriction}/lifts`, {})).statusCode).toBe(201);
    expect(await row(person)).toMatchObject({ sharing_stopped: false, standing: { objections: [], restrictions: [] } });
  });

  it('keeps and mends, and does nothing else, while her processing is restricted', async () => {
    const [person, other] = [await registered(), await registered()];
    const restriction = (await send(`/${person}/restrictions`, { reason: 'exactitude contestée' })).json().id;
    const refused = { status: 409, code: 'processing-restricted' };
    const criterion = { criterion: 'rsa', answer: 'yes' };
    expect((await send(`/${person}/criteria`, criterion)).json()).toMatchObject(refused);
    expect((await send(`/${person}/merges`, { into: other })).json()).toMatchObject(refused);
    expect((await send(`/${person}/profile`, { familyName: 'Modèle' }, { method: 'PATCH' })).statusCode).toBe(200);
    expect((await send(`/${person}/objections`, { purpose: 'all' })).statusCode).toBe(201);
    await send(`/${person}/restrictions/${restriction}/lifts`, {});
    expect((await send(`/${person}/criteria`, criterion)).statusCode).toBe(201);
  });

  it('answers a retry with the first event, and refuses what rests on an older version', async () => {
    const person = await registered();
    const key = randomUUID();
    const once = await send(`/${person}/objections`, { purpose: 'contact' }, { key });
    const twice = await send(`/${person}/objections`, { purpose: 'contact' }, { key });
    expect(twice.json()).toEqual({ ...(once.json() as object), repeated: true });
    const stale = { method: 'PUT', headers: { 'if-match': '"r0"' } } as const;
    expect((await send(`/${person}/contacts`, {}, stale)).statusCode).toBe(409);
  });

  it('is for those who follow her: a stranger learns nothing, a receiver reads only', async () => {
    const person = await registered();
    for (const id of [person, randomUUID()]) {
      expect((await send(`/${id}/objections`, { purpose: 'all' }, { by: stranger })).json()).toMatchObject(UNKNOWN);
    }
    await spec.owner.query(`UPDATE read.persons SET viewers = viewers || $2::uuid WHERE person = $1`, [
      person,
      stranger.structure,
    ]);
    await spec.owner.query(
      `INSERT INTO read.orientations (orientation, proposal, parcours, beneficiary, position, viewers, from_structure,
                                      to_structure, person_agreed, transfers_referent, proposed_on, unended, pending)
       VALUES ($1, $1, $1, $2, '', '{}', $3, $4, true, false, '2026-01-01', true, true)`,
      [randomUUID(), person, operator.structure, stranger.structure],
    );
    expect((await send(`/${person}/objections`, { purpose: 'all' }, { by: stranger })).json()).toMatchObject(UNKNOWN);
    await spec.owner.query('UPDATE read.orientations SET pending = false');
    expect((await send(`/${person}/objections`, { purpose: 'all' }, { by: stranger })).statusCode).toBe(201);
    await spec.owner.query('DELETE FROM read.orientations');
  });

  async function elevate({ professional }: TestSession, ...people: string[]): Promise<void> {
    await spec.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       SELECT gen_random_uuid(), $1, person, 'duplicate-check', 0, 8000000000000 FROM unnest($2::uuid[]) person`,
      [professional, people],
    );
  }

  it.each([
    ['PATCH', 'profile', { familyName: 'Modèle' }],
    ['PUT', 'contacts', { phone: '05 11 22 33 44' }],
    ['PUT', 'address', { qpv: { code: null, evidence: 'declared' } }],
    ['POST', 'criteria', { criterion: 'rsa', answer: 'yes' }],
    ['POST', 'information-notices', { article: 13, means: 'paper' }],
    ['POST', 'objections', { purpose: 'all' }],
    ['POST', 'objections/{standing}/withdrawals', {}],
    ['POST', 'restrictions', { reason: 'demande' }],
    ['POST', 'restrictions/{standing}/lifts', {}],
    ['POST', 'voids', { eventId: '{standing}', why: 'erreur' }],
    ['POST', 'duplicates', { other: '{theirs}' }],
    ['POST', 'merges', { into: '{theirs}' }],
  ] as const)('is read alone by who broke the glass: not %s %s', async (method, path, form) => {
    const elsewhere = await signInAs(spec.owner, { role: 'operator' });
    const [person, theirs] = [await registered(), await registered(elsewhere)];
    const asked = path.startsWith('restrictions/')
      ? ['restrictions', { reason: 'x' }]
      : ['objections', { purpose: 'all' }];
    const standing = (await send(`/${person}/${asked[0] as string}`, asked[1] as object)).json().id;
    await elevate(elsewhere, person);
    const filled = (text: string) => text.replace('{standing}', standing).replace('{theirs}', theirs);
    const stored = (await last(person)).eventId;
    const refused = await send(`/${person}/${filled(path)}`, JSON.parse(filled(JSON.stringify(form))), {
      ...{ method, by: elsewhere },
    });
    expect(refused.json()).toMatchObject({ status: 403, code: 'elevated-reads-only' });
    expect((await last(person)).eventId).toBe(stored);
  });

  it('is recorded of somebody just registered, before any read model knows of her', async () => {
    const answer = await spec.app.inject({
      ...{ method: 'POST', url: '/api/v1/beneficiaries', payload: PERSON },
      headers: { ...operator.headers, 'idempotency-key': randomUUID() },
    });
    const person = answer.json().id;
    const notice = await spec.app.inject({
      ...{ method: 'POST', url: `/api/v1/beneficiaries/${person}/information-notices` },
      payload: { article: 13, means: 'oral' },
      headers: { ...operator.headers, 'idempotency-key': randomUUID() },
    });
    expect(notice.statusCode).toBe(201);
    await spec.catchUp();
  });

  it('takes requests of rights from the dpo, of whomever, and nothing else', async () => {
    const person = await registered();
    expect((await send(`/${person}/objections`, { purpose: 'all' }, { by: dpo })).statusCode).toBe(201);
    const restricted = await send(`/${person}/restrictions`, { reason: 'demande' }, { by: dpo });
    expect(restricted.statusCode).toBe(201);
    expect((await send(`/${person}/restrictions/${restricted.json().id}/lifts`, {}, { by: dpo })).statusCode).toBe(201);
    expect((await send(`/${randomUUID()}/objections`, { purpose: 'all' }, { by: dpo })).json()).toMatchObject(UNKNOWN);
    expect((await send(`/${person}/contacts`, {}, { by: dpo, method: 'PUT' })).statusCode).toBe(403);
  });

  it('undoes the mistakes of one’s own structure, and never what follows a parcours', async () => {
    const person = await registered();
    const wrong = (await send(`/${person}/profile`, { familyName: 'Fausse' }, { method: 'PATCH' })).json().id;
    expect((await send(`/${person}/voids`, { eventId: wrong, why: 'autre personne' })).statusCode).toBe(201);
    expect(await row(person)).toMatchObject({ family_name: 'Exemple' });
    const theirs = (await send(`/${person}/objections`, { purpose: 'all' }, { by: dpo })).json().id;
    expect((await send(`/${person}/voids`, { eventId: theirs, why: 'x' })).json()).toMatchObject({
      ...{ status: 403, code: 'entry-of-another-structure' },
    });
    expect((await send(`/${person}/voids`, { eventId: randomUUID(), why: 'x' })).json()).toMatchObject({
      ...{ status: 404, code: 'entry-unknown' },
    });
  });

  it.each([
    ['PATCH', 'profile', {}, undefined],
    ['PATCH', 'profile', { familyName: '123' }, '/familyName'],
    ['PATCH', 'profile', { birthDate: '1899-12-31' }, '/birthDate'],
    ['PUT', 'contacts', { phone: 'x' }, '/phone'],
    ['PUT', 'contacts', { other: 'sa sœur 2 84 05 31 555 123 79' }, '/other'],
    ['PUT', 'address', { qpv: { code: 'QP999999', evidence: 'declared' } }, '/qpv/code'],
    ['PUT', 'address', { qpv: { code: null, evidence: 'declared' }, quartier: 'x' }, '/quartier'],
    [
      'PUT',
      'address',
      { qpv: { code: null, evidence: 'address' }, address: { line: 'a', postcode: '3', city: 'b' } },
      '/address/postcode',
    ],
    ['POST', 'criteria', { criterion: 'x', answer: 'yes' }, '/criterion'],
    ['POST', 'information-notices', { article: 15, means: 'oral' }, '/article'],
    ['POST', 'objections', { purpose: 'x' }, '/purpose'],
    ['POST', 'objections', { purpose: 'all', occurredOn: '2999-01-01' }, '/occurredOn'],
    ['POST', 'restrictions', {}, '/reason'],
  ] as const)('%s %s names what is to be mended: %j', async (method, path, form, pointer) => {
    const answer = await send(`/${await registered()}/${path}`, form, { method });
    expect(answer.statusCode).toBe(422);
    const pointers = (answer.json().errors ?? []).map((error: { pointer: string }) => error.pointer);
    if (pointer !== undefined) expect(pointers).toContain(pointer);
  });

  describe('records of one person', () => {
    it('are suspected, merged, and parted again, by who sees both', async () => {
      const [one, two] = [await registered(), await registered()];
      expect((await send(`/${one}/duplicates`, { other: two })).statusCode).toBe(201);
      const pairs = async () => (await spec.owner.query('SELECT person, other FROM read.duplicates')).rows;
      expect(await pairs()).toEqual([{ person: one, other: two }]);
      const merged = await send(`/${one}/merges`, { into: two });
      expect(merged.statusCode).toBe(201);
      expect(await row(one)).toMatchObject({ survivor: two, merge: merged.json().id, members: [one, two].toSorted() });
      expect(await pairs()).toEqual([]);
      expect((await send(`/${one}/merges/${merged.json().id}/reversals`, {})).statusCode).toBe(201);
      expect(await row(one)).toMatchObject({ survivor: one, merge: null, members: [one] });
      await send(`/${one}/voids`, { eventId: (await last(one)).eventId, why: 'si, c’est elle' });
      expect(await row(one)).toMatchObject({ survivor: two });
    });

    it('are refused to each other where that would say nothing, or go round in a circle', async () => {
      const [one, two, three] = [await registered(), await registered(), await registered()];
      const code = async (path: string, form: object) => (await send(path, form)).json().code;
      expect(await code(`/${one}/merges`, { into: one })).toBe('merge-into-itself');
      expect(await code(`/${one}/duplicates`, { other: one })).toBe('duplicate-of-itself');
      await send(`/${one}/merges`, { into: two });
      expect(await code(`/${two}/merges`, { into: one })).toBe('already-merged');
      expect(await code(`/${one}/merges`, { into: three })).toBe('already-merged');
      expect(await code(`/${three}/merges`, { into: one })).toBe('merged-elsewhere');
      expect(await code(`/${one}/duplicates`, { other: two })).toBe('already-merged');
      expect((await send(`/${three}/merges`, { into: two })).statusCode).toBe(201);
    });

    it('are bound by what one of them says, whichever is asked, until they are parted', async () => {
      const [one, two, three] = [await registered(), await registered(), await registered()];
      const merge = (await send(`/${one}/merges`, { into: two })).json().id;
      await send(`/${three}/merges`, { into: two });
      await send(`/${one}/restrictions`, { reason: 'exactitude contestée' });
      const criterion = (person: string) => send(`/${person}/criteria`, { criterion: 'rsa', answer: 'yes' });
      for (const record of [one, two, three]) {
        expect((await criterion(record)).json()).toMatchObject({ status: 409, code: 'processing-restricted' });
        expect(await row(record)).toMatchObject({ sharing_stopped: true });
      }
      expect((await send(`/${two}/profile`, { familyName: 'Modèle' }, { method: 'PATCH' })).statusCode).toBe(200);
      await send(`/${one}/merges/${merge}/reversals`, {});
      expect((await criterion(one)).statusCode).toBe(409);
      for (const record of [two, three]) {
        expect((await criterion(record)).statusCode).toBe(201);
        expect(await row(record)).toMatchObject({ sharing_stopped: false });
      }
    });

    it('keep the registration of the one that stands for all, until they are parted', async () => {
      const [one, two] = [await registered(), await registered()];
      const { eventId } = await last(two);
      const merge = (await send(`/${one}/merges`, { into: two })).json().id;
      const undone = () => send(`/${two}/voids`, { eventId, why: 'doublon' });
      expect((await undone()).json()).toMatchObject({
        ...{ status: 409, code: 'entry-has-dependants' },
        errors: [{ code: 'BeneficiaryMerged', pointer: `/dependants/${merge}` }],
      });
      expect(await row(two)).toMatchObject({ survivor: two });
      await send(`/${one}/merges/${merge}/reversals`, {});
      expect((await undone()).statusCode).toBe(201);
      expect(await row(two)).toBeUndefined();
    });

    it('are merged by no structure that broke the glass on one, which may say that they are one person', async () => {
      const elsewhere = await signInAs(spec.owner, { role: 'operator' });
      const [person, invented] = [await registered(), await registered(elsewhere)];
      await elevate(elsewhere, person);
      const merge = () => send(`/${invented}/merges`, { into: person }, { by: elsewhere });
      expect((await merge()).json()).toMatchObject({
        ...{ status: 403, code: 'other-person-not-followed', errors: [{ pointer: '/into' }] },
      });
      expect((await send(`/${invented}/duplicates`, { other: person }, { by: elsewhere })).statusCode).toBe(201);
      expect((await merge()).json()).toMatchObject({ code: 'other-person-not-followed' });
      expect(await row(person)).toMatchObject({ viewers: [operator.structure], members: [person] });
    });

    describe('of two structures', () => {
      /** One of the territory that somebody coordinates, the other of a structure elsewhere. */
      async function pair() {
        const here = await signInAs(spec.owner, { role: 'operator' });
        const coordinator = await signInAs(spec.owner, { role: 'coordinator', territory: here.territory });
        const [one, two] = [await registered(here), await registered()];
        await elevate(here, two);
        const suspect = (by = here) => send(`/${one}/duplicates`, { other: two }, { by });
        const merge = (by = coordinator) => send(`/${one}/merges`, { into: two }, { by });
        return { here, coordinator, one, two, suspect, merge };
      }

      it('are merged, and parted, by the coordinator, on what somebody else saw, once she opened both', async () => {
        const { here, coordinator, one, two, suspect, merge } = await pair();
        expect((await suspect()).statusCode).toBe(201);
        expect((await merge()).json()).toMatchObject(UNKNOWN);
        await elevate(coordinator, one);
        expect((await merge()).json()).toMatchObject({ code: 'other-person-unknown' });
        await elevate(coordinator, two);
        const merged = await merge();
        expect(merged.statusCode).toBe(201);
        expect(await row(one)).toMatchObject({
          ...{ survivor: two, viewers: [here.structure, operator.structure].toSorted() },
        });
        const reversals = `/${one}/merges/${merged.json().id}/reversals`;
        const foreign = await signInAs(spec.owner, { role: 'coordinator' });
        await elevate(foreign, one, two);
        expect((await send(reversals, {}, { by: foreign })).json()).toMatchObject({
          ...{ status: 403, code: 'case-not-coordinated' },
        });
        const steering = await signInAs(
          spec.owner,
          { role: 'coordinator' },
          { role: 'steering', territory: here.territory },
        );
        await elevate(steering, one, two);
        expect((await send(reversals, {}, { by: steering })).json()).toMatchObject({ code: 'case-not-coordinated' });
        expect((await send(reversals, {}, { by: coordinator })).statusCode).toBe(201);
        expect(await row(two)).toMatchObject({ viewers: [operator.structure] });
      });

      it('are merged by no coordinator of another territory, nor where nobody else suspects', async () => {
        const { coordinator, one, two, suspect, merge } = await pair();
        const needed = { status: 409, code: 'suspicion-needed' };
        await elevate(coordinator, one, two);
        expect((await merge()).json()).toMatchObject(needed);
        expect((await suspect(coordinator)).statusCode).toBe(201);
        expect((await merge()).json()).toMatchObject(needed);
        await suspect();
        const foreign = await signInAs(spec.owner, { role: 'coordinator' });
        await elevate(foreign, one, two);
        expect((await merge(foreign)).json()).toMatchObject(needed);
        expect((await merge()).statusCode).toBe(201);
      });
    });

    it('are not told of to who sees one of them alone', async () => {
      const [one, theirs] = [await registered(), await registered(stranger)];
      for (const other of [theirs, randomUUID()]) {
        const refused = await send(`/${one}/merges`, { into: other });
        expect(refused.json()).toMatchObject({ status: 422, code: 'other-person-unknown' });
        expect(refused.json().errors[0].pointer).toBe('/into');
        expect((await send(`/${one}/duplicates`, { other })).json().code).toBe('other-person-unknown');
      }
      expect((await send(`/${theirs}/merges`, { into: one })).json()).toMatchObject(UNKNOWN);
    });
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(spec.app, spec.owner)).toEqual([]);
  });
});
