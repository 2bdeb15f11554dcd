import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BeneficiaryCommand } from '@jalons/beneficiaries';
import { createPool } from '@jalons/database';
import type { Position } from '@jalons/event-log';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { project } from '../../../../test/policies/project.js';
import { createReadTables } from '../../../../test/policies/sign-in-as.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';
import { ON, openStepsRig, type OpenedForSteps, type StepsRig } from '../../../../test/support/steps-http.js';

const CONTACT = { channel: 'phone', reached: 'person' };

describe('a person of two records, each with an open parcours', () => {
  let rig: StepsRig;
  let folding: pg.Pool;
  let position: Position | null = null;
  let partner: Uuid;
  /** The record absorbed, and the one that stands for both. */
  let absorbed: OpenedForSteps;
  let surviving: OpenedForSteps;
  let merge: Uuid;

  beforeAll(async () => {
    rig = await openStepsRig();
    await createReadTables(rig.place.owner, peopleReadModels);
    folding = createPool(rig.place.database.urls.owner, { name: 'spec-projections', max: 1 });
    partner = await rig.place.addStructure();
  });
  afterAll(async () => {
    await folding.end();
    await rig.close();
  });

  beforeEach(async () => {
    [absorbed, surviving] = [await rig.opened(), await rig.opened()];
    await rig.place.tell(absorbed.person, { type: 'MergeInto', self: absorbed.person, into: surviving.person });
    merge = (await lastOf(absorbed.person))!.eventId;
  });

  const lastOf = async (person: Uuid) => (await rig.place.store.store.load(`beneficiary-${person}`)).at(-1);
  const send = (path: string, payload: object, by = rig.operator) =>
    rig.app.inject({
      ...{ method: 'POST', url: `/api/v1/${path}`, payload },
      headers: { ...by.headers, 'idempotency-key': randomUUID() },
    });
  const opening = async (person: Uuid, by = rig.operator, occurredOn = ON) =>
    (await send(`beneficiaries/${person}/parcours`, { entryChannel: 'walk-in', occurredOn }, by)).json().code ??
    'taken';
  const fold = async () => {
    const events = await rig.place.store.store.readAll(position, 10_000);
    for (const projection of peopleReadModels) await project(folding, projection, events);
    position = events.at(-1)?.position ?? position;
  };
  const told = (person: Uuid, asked: object) =>
    rig.place.tell(person, { on: civilDateOf(ON), ...asked } as BeneficiaryCommand);
  const restrict = (person: Uuid) => told(person, { type: 'RestrictProcessing', reason: 'exactitude contestée' });
  const codeOf = async (answer: ReturnType<StepsRig['step']>) => (await answer).json().code ?? 'taken';
  const contact = ({ id }: OpenedForSteps) => codeOf(rig.step(id, 'contact-attempts', CONTACT));
  const orientation = ({ id }: OpenedForSteps, personAgreed: boolean) =>
    codeOf(
      rig.step(id, 'orientations', {
        ...{ toStructure: partner, scheme: 'iae', commonLaw: true, need: 'mobilite', personAgreed },
        ...{ transfersReferent: false, sheet: { summary: 'Fiche' } },
      }),
    );
  const joining = ({ id }: OpenedForSteps) =>
    codeOf(rig.step(id, 'structure-joinings', { structure: partner, role: 'Partenaire', supportKind: 'global' }));

  it('objects to sharing in one of them: nobody new is told of her in the other', async () => {
    await told(absorbed.person, { type: 'RecordObjection', purpose: 'sharing' });
    await fold();
    expect([await orientation(surviving, true), await joining(surviving)]).toEqual(Array(2).fill('sharing-stopped'));
    expect([await orientation(surviving, false), await contact(surviving)]).toEqual(['taken', 'taken']);
    await rig.place.tell(absorbed.person, { type: 'ReverseMerge', merge });
    expect([await joining(surviving), await joining(absorbed)]).toEqual(['taken', 'sharing-stopped']);
  });

  it('is restricted in one of them: nothing is added to the other, and what is wrong is mended', async () => {
    const attempt = await rig.done(surviving.id, 'contact-attempts', CONTACT);
    await restrict(absorbed.person);
    await fold();
    expect([await contact(absorbed), await contact(surviving)]).toEqual(Array(2).fill('processing-restricted'));
    expect(await orientation(surviving, false)).toBe('processing-restricted');
    const mistake = { eventId: attempt, why: 'erreur' };
    expect((await send(`parcours/${surviving.id}/steps/voids`, mistake)).statusCode).toBe(201);
    expect(await opening(surviving.person)).toBe('processing-restricted');
    await rig.place.tell(absorbed.person, { type: 'ReverseMerge', merge });
    expect([await contact(absorbed), await contact(surviving)]).toEqual(['processing-restricted', 'taken']);
  });

  it('is told apart, and refused nothing, until the read models are rebuilt with the right to say who was merged', async () => {
    await restrict(absorbed.person);
    await fold();
    await rig.place.owner.query('REVOKE SELECT (members) ON read.persons FROM jalons_search');
    expect([await contact(absorbed), await contact(surviving)]).toEqual(['processing-restricted', 'taken']);
    await rig.place.owner.query('GRANT SELECT (members) ON read.persons TO jalons_search');
    expect(await contact(surviving)).toBe('processing-restricted');
  });

  it('has one parcours at a time from then on, whichever record holds it', async () => {
    const exited = ({ id }: OpenedForSteps) => rig.done(id, 'exits', { reason: 'moved', proof: { kind: 'none' } });
    const again = ({ id }: OpenedForSteps, exit: Uuid) => codeOf(rig.step(id, 'reopenings', { exit }));
    await fold();
    const exits = [await exited(surviving)];
    expect(await opening(surviving.person)).toBe('parcours-already-open');
    expect(await again(surviving, exits[0]!)).toBe('parcours-already-open');
    exits.push(await exited(absorbed));
    expect(await again(surviving, exits[0]!)).toBe('taken');
    expect(await again(absorbed, exits[1]!)).toBe('parcours-already-open');
    await exited(surviving);
    expect(await opening(surviving.person)).toBe('taken');
    expect(await again(absorbed, exits[1]!)).toBe('parcours-already-open');
    await rig.place.tell(absorbed.person, { type: 'ReverseMerge', merge });
    expect(await again(absorbed, exits[1]!)).toBe('taken');
  });

  describe('known to a structure under the record that was absorbed', () => {
    const exit = { reason: 'moved', proof: { kind: 'none' }, occurredOn: '2026-11-10' };

    /** Another structure's record, into which the one told is merged. */
    async function merged(person: Uuid): Promise<Uuid> {
      const into = await rig.place.addPerson(partner);
      await rig.place.tell(person, { type: 'MergeInto', self: person, into });
      await fold();
      return into;
    }

    it('that registered her, or followed her: opens the next parcours on the one that is kept', async () => {
      const registered = await merged(await rig.place.addPerson(rig.structure));
      expect([await opening(registered), await opening(registered)]).toEqual(['taken', 'parcours-already-open']);
      const { id, person } = await rig.opened();
      const elsewhere = await rig.place.addStructure();
      const joined = { structure: elsewhere, role: 'Partenaire', supportKind: 'global', occurredOn: '2026-11-02' };
      const { eventId: membership } = (await rig.done(id, 'structure-joinings', joined), await rig.last(id))!;
      const colleague = await rig.place.signIn(elsewhere);
      const left = { membership, reason: 'handed-over', occurredOn: '2026-11-10' };
      await rig.done(id, 'structure-departures', left, colleague);
      await rig.done(id, 'exits', exit);
      const into = await merged(person);
      expect(await opening(into, colleague)).toBe('person-unknown');
      expect([await opening(person), await opening(into)]).toEqual(['person-merged', 'taken']);
    });

    it('whose professional broke the glass on it, and nobody once they are parted', async () => {
      const elsewhere = await rig.place.addStructure();
      const person = await rig.place.addPerson(elsewhere);
      const into = await merged(person);
      const stranger = await rig.place.signIn(rig.structure);
      expect(await opening(into, stranger)).toBe('person-unknown');
      await rig.place.elevate(stranger.professional, person);
      expect(await opening(into, stranger)).toBe('taken');
      const { eventId } = (await lastOf(person))!;
      await rig.place.tell(person, { type: 'ReverseMerge', merge: eventId });
      const own = await rig.place.signIn(elsewhere);
      expect([await opening(into, own), await opening(person, own)]).toEqual(['person-unknown', 'taken']);
    });
  });

  it('is bound by the record that stands for both before any read model knows of the merge', async () => {
    await restrict(surviving.person);
    expect(await contact(absorbed)).toBe('processing-restricted');
  });
});
