import { describe, expect, it } from '@jest/globals';
import type { Role } from '../api/contract.js';
import { entriesFor } from './navigation.js';

const paths = (...roles: Role[]) => entriesFor({ roles }, false).map((entry) => entry.to);

describe('navigation after the role', () => {
  it('gives case work to operators and managers, once', () => {
    const work = ['/', '/orientations', '/alertes', '/personnes/nouvelle', '/aller-vers'];
    expect(paths('operator')).toEqual([...work, '/annuaire']);
    expect(paths('operator', 'structure-manager')).toEqual([...work, '/imports', '/annuaire']);
  });

  it('gives the admin no case work, and the coordinator no identities', () => {
    expect([paths('admin'), paths('coordinator')]).toEqual([
      ['/administration', '/annuaire'],
      ['/alertes', '/pilotage', '/regles', '/annuaire'],
    ]);
  });

  it('leaves the committees the reports alone', () => {
    expect([paths('steering'), paths('institutional')]).toEqual([['/rapports'], ['/rapports']]);
  });

  it('keeps the first opening in sight until it is done', () => {
    expect(entriesFor({ roles: ['admin'] }, true).map(({ to }) => to)).toContain('/premiere-ouverture');
  });
});
