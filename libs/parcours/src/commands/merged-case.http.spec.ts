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
    const send = (path: string, payload: object) =>
      rig.app.inject({
        ...{ method: 'POST', url: `/api/v1/${path}`, payload },
        headers: { ...rig.operator.headers, 'idempotency-key': randomUUID() },
      });
    expect((await send(`parcours/${surviving.id}/steps/voids`, mistake)).statusCode).toBe(201);
    const opening = { entryChannel: 'walk-in', occurredOn: ON };
    expect((await send(`beneficiaries/${surviving.person}/parcours`, opening)).json().code).toBe(
      'processing-restricted',
    );
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

  it('is bound by the record that stands for both before any read model knows of the merge', async () => {
    await restrict(surviving.person);
    expect(await contact(absorbed)).toBe('processing-restricted');
  });
});
