import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  OPENING,
  openThen,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';

const day = civilDateOf;
const MEMBERSHIP = testId(700);
const assign = (on: string, professional = OTHER_PROFESSIONAL, structure = STRUCTURE) =>
  ({ type: 'AssignReferent', occurredOn: day(on), professional, structure }) as const;
const join = (on: string, structure = OTHER_STRUCTURE) =>
  ({
    type: 'JoinStructure',
    occurredOn: day(on),
    data: { structure, role: 'Atelier', supportKind: 'other' },
  }) as const;
const leave = (on: string, membership = MEMBERSHIP, reason = 'objective-met') =>
  ({ type: 'LeaveParcours', occurredOn: day(on), data: { membership, reason } }) as const;
const joined = past(
  'StructureJoined',
  '2026-02-01',
  { structure: OTHER_STRUCTURE, role: 'Atelier', supportKind: 'other' },
  MEMBERSHIP,
);

describe('one referent at a time', () => {
  it('assigning one releases the other that day', () => {
    openThen()
      .when(assign('2026-03-01'))
      .then([
        { type: 'ReferentReleased', data: { assignment: ASSIGNMENT }, on: '2026-03-01' },
        {
          type: 'ReferentAssigned',
          data: { professional: OTHER_PROFESSIONAL, structure: STRUCTURE },
          on: '2026-03-01',
        },
      ]);
    openThen().when(assign('2026-03-01', REFERENT)).thenRefused('already-referent');
    openThen()
      .when({ ...assign('2026-03-01', OTHER_PROFESSIONAL), replaces: testId(29) })
      .thenRefused('referent-changed');
  });

  it('after a release there may be none for some days', () => {
    const released = past('ReferentReleased', '2026-02-10', { assignment: ASSIGNMENT });
    openThen(released)
      .when(assign('2026-03-01'))
      .then([
        {
          type: 'ReferentAssigned',
          data: { professional: OTHER_PROFESSIONAL, structure: STRUCTURE },
          on: '2026-03-01',
        },
      ]);
    openThen(released)
      .when({ type: 'ReleaseReferent', occurredOn: day('2026-02-11'), data: { assignment: ASSIGNMENT } })
      .thenRefused('referent-released-twice');
  });

  it('one told late never overlaps the next', () => {
    openThen(
      past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT }),
      past('ReferentAssigned', '2026-03-01', { professional: OTHER_PROFESSIONAL, structure: STRUCTURE }),
    )
      .when(assign('2026-02-15', testId(22)))
      .thenRefused('two-referents');
  });

  it('comes from a structure that takes part all that time', () => {
    openThen()
      .when(assign('2026-03-01', OTHER_PROFESSIONAL, OTHER_STRUCTURE))
      .thenRefused('referent-outside');
    openThen(joined)
      .when(assign('2026-01-31', OTHER_PROFESSIONAL, OTHER_STRUCTURE))
      .thenRefused('referent-outside');
    openThen().when(leave('2026-03-01', OPENING)).thenRefused('referent-outside');
    openThen(past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT }))
      .when(leave('2026-03-01', OPENING))
      .then([{ type: 'StructureLeft', data: { membership: OPENING, reason: 'objective-met' }, on: '2026-03-01' }]);
  });
});

describe('the structures that take part', () => {
  it('join once at a time, and again after they left', () => {
    openThen()
      .when(join('2026-02-01'))
      .then([{ type: 'StructureJoined', data: join('2026-02-01').data, on: '2026-02-01' }]);
    openThen().when(join('2026-02-01', STRUCTURE)).thenRefused('structure-joined-twice');
    openThen(joined).when(join('2026-03-01')).thenRefused('structure-joined-twice');
    const left = past('StructureLeft', '2026-03-01', { membership: MEMBERSHIP, reason: 'objective-met' });
    openThen(joined, left)
      .when(join('2026-03-01'))
      .then([{ type: 'StructureJoined', data: join('2026-03-01').data, on: '2026-03-01' }]);
    openThen(joined, left).when(join('2026-02-27')).thenRefused('structure-joined-twice');
  });

  it('leave once, after they came, for a reason of the list', () => {
    openThen(joined)
      .when(leave('2026-03-01'))
      .then([{ type: 'StructureLeft', data: { membership: MEMBERSHIP, reason: 'objective-met' }, on: '2026-03-01' }]);
    openThen().when(leave('2026-03-01')).thenRefused('missing-reference');
    openThen(joined).when(leave('2026-01-31')).thenRefused('before-what-it-follows');
    openThen(joined, past('StructureLeft', '2026-03-01', { membership: MEMBERSHIP, reason: 'objective-met' }))
      .when(leave('2026-03-02'))
      .thenRefused('structure-left-twice');
    openThen(joined)
      .when(leave('2026-03-01', MEMBERSHIP, 'x'))
      .thenRefused('unknown-code');
    openThen(joined).when(leave('2026-03-01', ASSIGNMENT)).thenRefused('wrong-reference');
  });
});
