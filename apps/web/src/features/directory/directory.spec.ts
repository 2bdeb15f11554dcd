import { describe, expect, it } from '@jest/globals';
import type { Me } from '../../api/contract.js';
import { addableTo, askedOf, directorySearchOf, mayConfirm, mayKeep, narrowed, placesWord } from './directory.js';

const held = (role: Me['roles'][number], structure: string | null, territory: string | null) => ({
  roles: [role],
  structures: structure === null ? [] : [structure],
  mandates: [{ mandate: 'm', role, structure, territory }],
});
const coordinator = held('coordinator', null, 'grand-mirail');
const manager = held('structure-manager', 'plie', 'grand-mirail');
const operator = held('operator', 'plie', 'grand-mirail');
const admin = held('admin', null, null);

describe('what an address asks of the directory', () => {
  it('is read, and what it does not know left aside', () => {
    const search = { droit: 'commun', retires: 'non', structure: 'plie', besoin: '', public: 'jeunes', autre: 'x' };
    expect(directorySearchOf(search)).toEqual({ droit: 'commun', structure: 'plie', public: 'jeunes' });
    expect(directorySearchOf({ droit: 'x', besoin: 3 })).toEqual({});
  });

  it('is asked of the server in its words, with what was typed', () => {
    expect(askedOf({}, '  ')).toEqual({});
    expect(askedOf({ droit: 'commun', retires: 'oui', besoin: 'mobilite', public: 'jeunes' }, ' permis ')).toEqual({
      ...{ q: 'permis', commonLaw: true, withdrawn: true, topic: 'mobilite', public: 'jeunes' },
    });
    expect(narrowed({ droit: 'commun', structure: 'plie', public: undefined })).toBe(1);
  });
});

describe('who keeps a service', () => {
  const service = { structure: 'plie', territory: 'grand-mirail' };

  it('is who manages its structure, or coordinates where it was listed', () => {
    expect([coordinator, manager, operator, admin].map((who) => mayKeep(who, service))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const elsewhere = { structure: 'mission-locale', territory: 'blagnac' };
    expect([coordinator, manager].map((who) => mayKeep(who, elsewhere))).toEqual([false, false]);
    expect(mayKeep(held('coordinator', null, null), { structure: 'plie', territory: null })).toBe(false);
  });

  it('may say that it is still so, and so may whoever works there', () => {
    expect([coordinator, operator, admin].map((who) => mayConfirm(who, service))).toEqual([true, true, false]);
    expect(mayConfirm(operator, { ...service, structure: 'mission-locale' })).toBe(false);
  });

  it('adds those of one’s structure, a coordinator those of any that is named', () => {
    const [plie, mission] = ['plie', 'mission-locale'].map((id) => ({ id, named: true }));
    const structures = [plie!, { id: 'autre', named: false }, mission!];
    expect(addableTo(coordinator, structures)).toEqual([plie, mission]);
    expect(addableTo(manager, structures)).toEqual([plie]);
    expect([operator, admin].flatMap((who) => addableTo(who, structures))).toEqual([]);
  });
});

it('says how many places there are, where somebody said', () => {
  expect([12, 1, 0].map((placesOpen) => placesWord({ placesOpen }))).toEqual(['12 places', '1 place', 'complet']);
  expect([placesWord({ placesOpen: 'unknown' }), placesWord({})]).toEqual([undefined, undefined]);
});
