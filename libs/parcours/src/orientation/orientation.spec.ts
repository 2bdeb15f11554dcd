import { describe, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import {
  ASSIGNMENT,
  openThen,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  REFERENT,
  STRUCTURE,
  THIRD_STRUCTURE,
} from '../../../../test/support/parcours.js';
import type { ParcoursCommand } from '../parcours.commands.js';

const day = civilDateOf;
const ORIENTATION = testId(200);

type Proposal = Extract<ParcoursCommand, { type: 'ProposeOrientation' }>['data'];
const PROPOSAL: Proposal = {
  fromStructure: STRUCTURE,
  toStructure: OTHER_STRUCTURE,
  scheme: 'iae',
  commonLaw: true,
  need: 'mobilite',
  personAgreed: true,
  transfersReferent: false,
  sheet: { summary: 'Cherche un emploi à temps partiel.' },
};
const orientation = ORIENTATION;
const proposed = (data: Partial<Proposal> = {}, on = '2026-02-02') =>
  past('OrientationProposed', on, { ...PROPOSAL, ...data }, ORIENTATION);
const accepted = past('OrientationAccepted', '2026-02-09', { orientation }, testId(201));
const started = past('OrientationStarted', '2026-02-16', { orientation }, testId(202));
const declined = past('OrientationDeclined', '2026-02-05', { orientation, by: 'person', reason: 'too-far' });
const lapsed = past('OrientationLapsed', '2026-03-01', { orientation, reason: 'no-answer' });
const closed = past('OrientationClosed', '2026-04-01', { orientation, outcome: 'need-met' });

const propose = (data: Partial<Proposal> = {}) =>
  ({ type: 'ProposeOrientation', occurredOn: day('2026-02-02'), data: { ...PROPOSAL, ...data } }) as const;
const accept = (on: string) => ({ type: 'AcceptOrientation', occurredOn: day(on), data: { orientation } }) as const;
const decline = (on: string, by: 'person' | 'structure') =>
  ({ type: 'DeclineOrientation', occurredOn: day(on), data: { orientation, by, reason: 'no-place' } }) as const;
const withdraw = (on: string) => ({ type: 'WithdrawOrientation', occurredOn: day(on), data: { orientation } }) as const;
const close = (on: string) =>
  ({ type: 'CloseOrientation', occurredOn: day(on), data: { orientation, outcome: 'need-met' } }) as const;
const start = (on: string) =>
  ({ type: 'StartOrientation', occurredOn: day(on), orientation, receivedBy: OTHER_PROFESSIONAL }) as const;

describe('proposing an orientation', () => {
  it('records it with its sheet', () => {
    openThen()
      .when(propose())
      .then([{ type: 'OrientationProposed', data: PROPOSAL, on: '2026-02-02' }]);
  });

  it('comes from a structure that takes part that day, unless it is prior history', () => {
    openThen()
      .when(propose({ fromStructure: THIRD_STRUCTURE }))
      .thenRefused('sender-outside');
    const before = { ...PROPOSAL, fromStructure: THIRD_STRUCTURE, priorHistory: true } as const;
    openThen()
      .when({ type: 'ProposeOrientation', occurredOn: day('2025-12-01'), data: before })
      .then([{ type: 'OrientationProposed', data: before, on: '2025-12-01' }]);
  });

  it('goes to another structure; one without account receives no referent', () => {
    openThen()
      .when(propose({ toStructure: STRUCTURE }))
      .thenRefused('orientation-to-itself');
    openThen()
      .when(propose({ onBehalfOf: { label: 'Association du quartier' }, transfersReferent: true }))
      .thenRefused('receiver-without-account');
  });

  it('says why common law did not answer, iff the action is specific', () => {
    openThen()
      .when(propose({ scheme: 'paqte', commonLaw: false }))
      .thenRefused('common-law-first');
    openThen()
      .when(propose({ noCommonLawReason: 'Aucune place' }))
      .thenRefused('common-law-answers');
    openThen()
      .when(propose({ scheme: 'paqte' }))
      .thenRefused('common-law-mismatch');
    const specific = propose({ scheme: 'paqte', commonLaw: false, noCommonLawReason: 'Aucune place avant juin' });
    openThen()
      .when(specific)
      .then([{ type: 'OrientationProposed', data: specific.data, on: '2026-02-02' }]);
  });

  it('names a scheme in force that day, and a need or a barrier', () => {
    openThen()
      .when(propose({ scheme: 'emplois-francs' }))
      .thenRefused('code-out-of-date');
    openThen()
      .when(propose({ need: 'se-former--trouver-sa-formation' }))
      .then([
        {
          type: 'OrientationProposed',
          data: { ...PROPOSAL, need: 'se-former--trouver-sa-formation' },
          on: '2026-02-02',
        },
      ]);
    openThen()
      .when(propose({ need: 'x' }))
      .thenRefused('unknown-code');
    openThen()
      .when(propose({ sheet: { summary: ' ' } }))
      .thenRefused('text-empty');
  });
});

describe('an orientation ends in exactly one way', () => {
  it('starts after an acceptance, then is closed', () => {
    openThen(proposed()).when(start('2026-02-16')).thenRefused('start-before-acceptance');
    openThen(proposed(), accepted).when(start('2026-02-08')).thenRefused('start-before-acceptance');
    openThen(proposed(), accepted).when(close('2026-03-01')).thenRefused('closed-before-start');
    openThen(proposed(), accepted, started)
      .when(close('2026-03-01'))
      .then([{ type: 'OrientationClosed', data: { orientation, outcome: 'need-met' }, on: '2026-03-01' }]);
    openThen(proposed(), accepted, started, closed)
      .when(close('2026-04-02'))
      .thenRefused('orientation-ended-otherwise');
  });

  it('is accepted once, and not before it is proposed', () => {
    openThen(proposed())
      .when(accept('2026-02-02'))
      .then([{ type: 'OrientationAccepted', data: { orientation }, on: '2026-02-02' }]);
    openThen(proposed()).when(accept('2026-02-01')).thenRefused('before-what-it-follows');
    openThen(proposed(), accepted).when(accept('2026-02-10')).thenRefused('orientation-ended-otherwise');
    openThen().when(accept('2026-02-10')).thenRefused('missing-reference');
  });

  it('declined, withdrawn or lapsed, neither starts nor is answered afterwards', () => {
    for (const end of [declined, lapsed]) {
      openThen(proposed(), end).when(withdraw('2026-03-02')).thenRefused('orientation-ended-otherwise');
    }
    openThen(proposed(), declined).when(accept('2026-02-06')).thenRefused('after-its-end');
    openThen(proposed(), accepted, lapsed).when(start('2026-02-20')).thenRefused('orientation-ended-otherwise');
    openThen(proposed(), accepted, started).when(withdraw('2026-03-01')).thenRefused('orientation-ended-otherwise');
  });

  it('accepted, may still be declined by the person or withdrawn, not declined by the structure', () => {
    openThen(proposed(), accepted).when(decline('2026-02-10', 'structure')).thenRefused('orientation-answered-twice');
    openThen(proposed(), accepted)
      .when(decline('2026-02-10', 'person'))
      .then([
        {
          type: 'OrientationDeclined',
          data: { orientation, by: 'person', reason: 'no-place' },
          on: '2026-02-10',
        },
      ]);
    openThen(proposed(), accepted)
      .when(withdraw('2026-02-10'))
      .then([{ type: 'OrientationWithdrawn', data: { orientation }, on: '2026-02-10' }]);
  });

  it('an acceptance told late, before a recorded start, takes the place of none', () => {
    openThen(proposed(), accepted, started)
      .when({ type: 'VoidEntry', eventId: testId(201), why: 'erreur' })
      .thenRefused('start-before-acceptance');
  });
});

describe('the start of an orientation', () => {
  const joined = (supportKind: string, role = 'Accueil sur orientation') => ({
    type: 'StructureJoined' as const,
    data: { structure: OTHER_STRUCTURE, role, supportKind, orientation },
    on: '2026-02-16',
  });
  const begun = { type: 'OrientationStarted' as const, data: { orientation }, on: '2026-02-16' };

  it('brings the receiving structure in, unless it takes part already or has no account', () => {
    openThen(proposed(), accepted)
      .when(start('2026-02-16'))
      .then([begun, joined('barrier')]);
    openThen(proposed(), accepted)
      .when({ ...start('2026-02-16'), role: 'Aide au permis', supportKind: 'global' })
      .then([begun, joined('global', 'Aide au permis')]);
    openThen(proposed({ onBehalfOf: { label: 'Association' } }), accepted)
      .when(start('2026-02-16'))
      .then([begun]);
    const already = { structure: OTHER_STRUCTURE, role: 'Atelier', supportKind: 'other' };
    openThen(past('StructureJoined', '2026-01-10', already), proposed(), accepted)
      .when(start('2026-02-16'))
      .then([begun]);
  });

  it('passes the referent to the professional who met the person, where it transfers', () => {
    openThen(proposed({ transfersReferent: true }), accepted)
      .when(start('2026-02-16'))
      .then([
        begun,
        joined('global'),
        { type: 'ReferentReleased', data: { assignment: ASSIGNMENT }, on: '2026-02-16' },
        {
          type: 'ReferentAssigned',
          data: { professional: OTHER_PROFESSIONAL, structure: OTHER_STRUCTURE, orientation },
          on: '2026-02-16',
        },
      ]);
  });

  it('told late, leaves a referent assigned since as it is', () => {
    openThen(
      proposed({ transfersReferent: true }),
      accepted,
      past('ReferentReleased', '2026-03-01', { assignment: ASSIGNMENT }),
      past('ReferentAssigned', '2026-03-01', { professional: testId(22), structure: STRUCTURE }),
    )
      .when(start('2026-02-16'))
      .then([begun, joined('global')]);
  });

  it('of an unknown orientation is refused', () => {
    openThen().when(start('2026-02-16')).thenRefused('orientation-unknown');
  });

  it('is voided after what it brought', () => {
    const history = [
      proposed({ transfersReferent: true }),
      accepted,
      started,
      past('StructureJoined', '2026-02-16', joined('global').data, testId(203)),
      past('ReferentReleased', '2026-02-16', { assignment: ASSIGNMENT }),
      past(
        'ReferentAssigned',
        '2026-02-16',
        { professional: OTHER_PROFESSIONAL, structure: OTHER_STRUCTURE, orientation },
        testId(204),
      ),
    ];
    const voidStart = { type: 'VoidEntry', eventId: testId(202), why: 'erreur de personne' } as const;
    openThen(...history)
      .when(voidStart)
      .thenRefused('brought-by-no-start');
    openThen(
      ...history,
      past('EntryVoided', '2026-02-20', { eventId: testId(204), why: 'erreur' }),
      past('EntryVoided', '2026-02-20', { eventId: testId(203), why: 'erreur' }),
    )
      .when(voidStart)
      .then([{ type: 'EntryVoided', data: { eventId: testId(202), why: 'erreur de personne' } }]);
  });
});

it('a referent who met the person keeps the parcours', () => {
  openThen(proposed({ transfersReferent: true }), accepted)
    .when({ ...start('2026-02-16'), receivedBy: REFERENT })
    .then([
      { type: 'OrientationStarted', data: { orientation }, on: '2026-02-16' },
      {
        type: 'StructureJoined',
        data: { structure: OTHER_STRUCTURE, role: 'Accueil sur orientation', supportKind: 'global', orientation },
        on: '2026-02-16',
      },
    ]);
});
