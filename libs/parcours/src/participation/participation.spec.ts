import { describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { recorded, testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  open,
  OPENING,
  openThen,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import { parcoursStateOf } from '../state/parcours.state.js';

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
    openThen(joined).when(leave('2026-03-01', OPENING)).thenRefused('referent-outside');
    openThen(joined, past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT }))
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

describe('the last structure', () => {
  const released = past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT });
  const DEPARTURE = testId(701);
  const left = (on: string, membership = OPENING) =>
    past('StructureLeft', on, { membership, reason: 'objective-met' }, DEPARTURE);
  const exited = past('ParcoursExited', '2026-04-01', { reason: 'moved', proof: { kind: 'none' } });

  it('does not leave an open parcours: leaving is not exiting', () => {
    openThen().when(leave('2026-03-01', OPENING)).thenRefused('contradicts-history');
    openThen(released).when(leave('2026-03-01', OPENING)).thenRefused('last-structure');
    openThen(released, joined).when(leave('2026-01-31', OPENING)).thenRefused('contradicts-history');
    openThen(past('ReferentReleased', '2026-01-31', { assignment: ASSIGNMENT }), joined)
      .when(leave('2026-01-31', OPENING))
      .thenRefused('last-structure');
    openThen(released, joined, left('2026-03-02')).when(leave('2026-03-05')).thenRefused('last-structure');
  });

  it('nor while an orientation that passes it on waits: the receiver may still decline', () => {
    const sheet = { summary: 'Cherche un emploi' };
    const proposal = {
      ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
      ...{ personAgreed: true, transfersReferent: true, sheet },
    };
    const orientation = testId(702);
    const accepted = [
      past('OrientationProposed', '2026-03-01', proposal, orientation),
      past('OrientationAccepted', '2026-03-02', { orientation }),
    ];
    openThen(released, ...accepted)
      .when(leave('2026-03-03', OPENING))
      .thenRefused('last-structure');
    const joining = { structure: OTHER_STRUCTURE, role: 'Accueil', supportKind: 'global', orientation };
    openThen(
      released,
      ...accepted,
      past('OrientationStarted', '2026-03-03', { orientation }),
      past('StructureJoined', '2026-03-03', joining),
    )
      .when(leave('2026-03-03', OPENING))
      .then([{ type: 'StructureLeft', data: { membership: OPENING, reason: 'objective-met' }, on: '2026-03-03' }]);
  });

  it('is still there on the day of the exit', () => {
    openThen(released, exited).when(leave('2026-04-01', OPENING)).thenRefused('last-structure');
    openThen(released, joined, exited)
      .when(leave('2026-04-01', OPENING))
      .then([{ type: 'StructureLeft', data: { membership: OPENING, reason: 'objective-met' }, on: '2026-04-01' }]);
  });

  it('is not made the last by a void or a correction', () => {
    const history = [joined, released, left('2026-03-02')];
    openThen(...history)
      .when({ type: 'VoidEntry', eventId: MEMBERSHIP, why: 'erreur' })
      .thenRefused('last-structure');
    openThen(...history)
      .when({
        type: 'CorrectEntry',
        eventId: MEMBERSHIP,
        why: 'date fausse',
        replacement: { ...join('2026-03-03'), type: 'StructureJoined' },
      })
      .thenRefused('last-structure');
    openThen(past('ReferentReleased', '2026-01-20', { assignment: ASSIGNMENT }), joined, left('2026-03-02'))
      .when({
        type: 'CorrectEntry',
        eventId: DEPARTURE,
        why: 'date fausse',
        replacement: { ...leave('2026-01-25', OPENING), type: 'StructureLeft' },
      })
      .thenRefused('last-structure');
  });

  it('that left all the same, in an older log, still holds the parcours and takes it up again', () => {
    const abandoned = [...open, released, left('2026-03-02')];
    expect(parcoursStateOf(recorded(abandoned)).structures).toMatchObject([{ structure: STRUCTURE }]);
    openThen(released, left('2026-03-02'))
      .when(join('2026-04-01', STRUCTURE))
      .then([{ type: 'StructureJoined', data: join('2026-04-01', STRUCTURE).data, on: '2026-04-01' }]);
    openThen(released, left('2026-03-02'))
      .when({ type: 'ExitParcours', occurredOn: day('2026-04-01'), data: { reason: 'moved', proof: { kind: 'none' } } })
      .then([{ type: 'ParcoursExited', data: { reason: 'moved', proof: { kind: 'none' } }, on: '2026-04-01' }]);
  });
});
