import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import { past } from '../../../../test/support/parcours.js';
import { RiskPlace, type Seated } from '../../../../test/support/risk/risk-place.js';

describe('notices to the coordinator', () => {
  let place: RiskPlace;
  let structure: Uuid;
  let operator: Seated;
  let coordinator: Seated;

  beforeAll(async () => {
    place = await RiskPlace.open({ conventionEndsOn: '2024-08-31' as never });
    structure = await place.structure();
    operator = await place.signIn('operator', structure);
    coordinator = await place.signIn('coordinator');
  });
  afterAll(() => place.close());

  const notices = async (query = '') => (await place.get(`notices/coordination${query}`, coordinator)).json();
  const numberOf = (id: Uuid) => `Dossier ${id.slice(-8).toUpperCase()}`;

  it('tell of the end of the convention 90 days before, with the open cases by number', async () => {
    const open = [
      await place.parcours(structure, operator.professional),
      await place.parcours(structure, operator.professional),
    ];
    await place.parcours(structure, operator.professional, [
      past('ParcoursExited', '2024-03-01', { reason: 'moved' } as never),
    ]);
    await place.reviewOn('2024-06-01');
    expect((await notices()).conventionEnd).toBeNull();
    await place.reviewOn('2024-06-02');
    const { conventionEnd } = await notices();
    expect(conventionEnd).toMatchObject({ endsOn: '2024-08-31', openCases: 2 });
    expect(conventionEnd.items.map(({ caseNumber }: { caseNumber: string }) => caseNumber).toSorted()).toEqual(
      open.map(({ id }) => numberOf(id)).toSorted(),
    );
    expect(open.map(({ person }) => person)).toContain(conventionEnd.items[0].beneficiaryId);
    expect(conventionEnd.items[0]).toMatchObject({ structure: { name: 'Structure' }, openedOn: '2024-01-05' });
    const first = (await notices('?limit=1')).conventionEnd;
    const second = (await notices(`?limit=1&cursor=${first.next}`)).conventionEnd;
    expect([...first.items, ...second.items]).toEqual(conventionEnd.items);
    expect(second.next).toBeUndefined();
    expect(await place.linesOf(open[0]!.person)).toContainEqual({
      ...{ professional: coordinator.professional, action: 'coordination-notices', reason: 'duty' },
    });
    expect((await place.get('notices/coordination', operator)).statusCode).toBe(403);
  });

  it('tell of two structures that give the same global support at once, while they do', async () => {
    const [plie, mission] = [await place.structure(), await place.structure()];
    const joined = (to: Uuid, on: string, supportKind: string) =>
      past('StructureJoined', on, { structure: to, role: 'suivi', supportKind });
    const { id, person } = await place.parcours(structure, operator.professional, [
      joined(plie, '2024-02-01', 'global'),
      joined(mission, '2024-03-01', 'training'),
    ]);
    await place.log.caughtUp();
    expect((await notices()).concurrentSupport).toEqual([]);
    await place.tell(id, person, [joined(mission, '2024-04-01', 'global')]);
    await place.log.caughtUp();
    expect((await notices()).concurrentSupport).toEqual([
      {
        ...{
          caseNumber: numberOf(id),
          parcoursId: id,
          beneficiaryId: person,
          supportKind: 'global',
          since: '2024-04-01',
        },
        structures: [plie, mission].map((one) => ({ id: one, name: 'Structure' })),
      },
    ]);
    await place.tell(id, person, [past('ParcoursExited', '2024-06-01', { reason: 'moved' } as never)]);
    await place.log.caughtUp();
    expect((await notices()).concurrentSupport).toEqual([]);
  });
});
