import { describe, expect, it } from '@jest/globals';
import type { Me } from '../api/index.js';
import { entriesFor } from './navigation.js';

type Role = Me['mandates'][number]['role'];

const withRoles = (...roles: Role[]) => ({
  mandates: roles.map((role) => ({ role, structure: null, territory: null })),
});
const paths = (...roles: Role[]) => entriesFor(withRoles(...roles)).map((entry) => entry.to);

describe('navigation after the role', () => {
  it('gives case work to operators and managers, once', () => {
    expect(paths('operator', 'structure-manager')).toEqual(['/', '/personnes/nouvelle']);
  });

  it('gives the admin no case work, and the coordinator no identities', () => {
    expect([paths('admin'), paths('coordinator')]).toEqual([['/premiere-ouverture'], []]);
  });
});
