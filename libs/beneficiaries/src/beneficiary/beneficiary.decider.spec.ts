import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { given, testId, type Past } from '../../../../test/support/given.js';
import type { BeneficiaryCommand } from './beneficiary.commands.js';
import { beneficiaryDecider } from './beneficiary.decider.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { gainsOverlap, overlappingSlots, type Slot } from './slots.js';

const decider = beneficiaryDecider(loadNomenclatures());
const day = civilDateOf;
const territory = testId(1);
const POLICY = { minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse' } as const;

const registered: Past<BeneficiaryEvent> = {
  type: 'BeneficiaryRegistered',
  data: {
    givenName: 'Inès',
    familyName: 'Inventée',
    birthDate: day('1998-05-04'),
    sex: 'female',
    contacts: {},
    residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
  },
  on: '2026-01-05',
};
const taken = (n: number, from: string): Past<BeneficiaryEvent> => ({
  type: 'ParcoursSlotTaken',
  data: { territory, parcoursId: testId(n), from: day(from), opening: testId(n + 100) },
  on: from,
});
const freed = (n: number, on: string): Past<BeneficiaryEvent> => ({
  type: 'ParcoursSlotFreed',
  data: { parcoursId: testId(n), on: day(on) },
  on,
});
const take = (
  n: number,
  from: string,
  policy: Extract<BeneficiaryCommand, { type: 'TakeParcoursSlot' }>['policy'] = POLICY,
) =>
  ({
    type: 'TakeParcoursSlot',
    slot: { territory, parcoursId: testId(n), from: day(from), opening: testId(n + 100) },
    policy,
  }) as const;

describe('registering a person', () => {
  const register: Extract<BeneficiaryCommand, { type: 'RegisterBeneficiary' }> = {
    type: 'RegisterBeneficiary',
    on: day('2026-11-24'),
    givenName: ' Inès ',
    familyName: 'Inventée',
    sex: 'female',
    contacts: {},
    residence: { qpv: null, evidence: 'declared' },
  };

  it('keeps what was said, names folded', () => {
    const { type: _type, on: _on, ...data } = register;
    given(decider, [])
      .when(register)
      .then([{ type: 'BeneficiaryRegistered', data: { ...data, givenName: 'Inès' } }]);
    given(decider, [registered]).when(register).thenRefused('person-already-registered');
  });

  it('refuses somebody too young where the territory refuses, and keeps the policy out of the fact', () => {
    const young = { ...register, birthDate: day('2010-11-25'), policy: POLICY };
    given(decider, []).when(young).thenRefused('under-minimum-age');
    const { type: _type, on: _on, policy: _policy, ...data } = young;
    given(decider, [])
      .when({ ...young, policy: { ...POLICY, minimumAgePolicy: 'flag' } })
      .then([{ type: 'BeneficiaryRegistered', data: { ...data, givenName: 'Inès' } }]);
    given(decider, [])
      .when({ ...young, birthDate: day('2010-11-24') })
      .then([{ type: 'BeneficiaryRegistered', data: { ...data, givenName: 'Inès', birthDate: day('2010-11-24') } }]);
  });

  it('refuses a NIR, an unknown district, a birth to come and a future day', () => {
    given(decider, [])
      .when({ ...register, familyName: 'Inventée 2840531555123' })
      .thenRefused('nir-forbidden');
    for (const contacts of [
      { phone: '2 84 05 31 555 123' },
      { email: '2840531555123@x.fr' },
      { other: '2840531555123' },
    ]) {
      given(decider, [])
        .when({ ...register, contacts })
        .thenRefused('nir-forbidden');
    }
    given(decider, [registered])
      .when({ type: 'LinkExternalIdentifier', on: register.on, system: 'i-milo', value: '2840531555123' })
      .thenRefused('nir-forbidden');
    given(decider, [])
      .when({ ...register, residence: { qpv: 'x', evidence: 'declared' } })
      .thenRefused('unknown-code');
    given(decider, [])
      .when({ ...register, birthDate: day('2026-11-25') })
      .thenRefused('birth-date-range');
    given(decider, [])
      .when({ ...register, on: day('2026-11-25') })
      .thenRefused('in-the-future');
  });
});

describe('one open parcours per person and territory', () => {
  it('takes a slot, and changes nothing when the same opening comes again', () => {
    given(decider, [registered])
      .when(take(10, '2026-02-01'))
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-02-01').slot }]);
    given(decider, [registered, taken(10, '2026-02-01')])
      .when(take(10, '2026-02-01'))
      .then([]);
  });

  it('moves the days of one that has ended, judged against the next one', () => {
    const history = [registered, taken(10, '2026-02-01'), freed(10, '2026-06-30'), taken(11, '2026-06-30')];
    const move = (from: string, to: string) => ({ ...take(10, from), to: day(to) });
    given(decider, history)
      .when(move('2026-01-15', '2026-06-30'))
      .then([
        { type: 'ParcoursSlotTaken', data: take(10, '2026-01-15').slot },
        { type: 'ParcoursSlotFreed', data: { parcoursId: testId(10), on: '2026-06-30' } },
      ]);
    given(decider, history).when(move('2026-02-01', '2026-07-01')).thenRefused('parcours-already-open');
    given(decider, history).when(move('2026-02-01', '2026-06-30')).then([]);
  });

  it('gives no day back that was freed: a later end changes nothing, and no slot is voided by itself', () => {
    const history = [registered, { ...taken(10, '2026-02-01'), eventId: testId(9) }, freed(10, '2026-06-30')];
    const free = (on: string) => ({ type: 'FreeParcoursSlot', parcoursId: testId(10), on: day(on) }) as const;
    given(decider, history).when(free('2026-07-15')).then([]);
    given(decider, history)
      .when(free('2026-06-15'))
      .then([{ type: 'ParcoursSlotFreed', data: { parcoursId: testId(10), on: '2026-06-15' } }]);
    given(decider, history)
      .when({ type: 'VoidBeneficiaryEntry', eventId: testId(9), why: 'erreur' })
      .thenRefused('entry-not-voidable');
  });

  it('refuses a second one while the first is open, unless the territory only flags it', () => {
    given(decider, [registered, taken(10, '2026-02-01')])
      .when(take(11, '2026-03-01'))
      .thenRefused('parcours-already-open');
    given(decider, [registered, taken(10, '2026-02-01')])
      .when(take(11, '2026-03-01', { ...POLICY, overlapPolicy: 'flag' }))
      .then([{ type: 'ParcoursSlotTaken', data: take(11, '2026-03-01').slot }]);
  });

  it('an entry on the day of the exit is no overlap; one day before is', () => {
    const history = [registered, taken(10, '2026-02-01'), freed(10, '2026-06-30')];
    given(decider, history)
      .when(take(11, '2026-06-30'))
      .then([{ type: 'ParcoursSlotTaken', data: take(11, '2026-06-30').slot }]);
    given(decider, history).when(take(11, '2026-06-29')).thenRefused('parcours-already-open');
  });

  it('holds no day for an opening that was undone: another parcours opens again around it, or begins earlier', () => {
    const mistaken = [taken(11, '2026-02-10'), freed(11, '2026-02-10')];
    const left = [taken(10, '2026-01-05'), freed(10, '2026-01-31')];
    const undone = [testId(11)];
    given(decider, [registered, ...left, ...mistaken])
      .when({ ...take(10, '2026-01-05'), undone })
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-01-05').slot }]);
    given(decider, [registered, ...mistaken])
      .when({ ...take(12, '2026-01-05'), undone })
      .then([{ type: 'ParcoursSlotTaken', data: take(12, '2026-01-05').slot }]);
    // What was undone and is held again takes its days like any other.
    given(decider, [registered, taken(10, '2026-01-05'), ...mistaken])
      .when({ ...take(11, '2026-02-10'), undone })
      .thenRefused('parcours-already-open');
  });

  it('refuses a parcours of one day inside another, which the definition counts as an overlap', () => {
    const oneDay = (on: string) => ({ ...take(11, on), to: day(on) });
    given(decider, [registered, taken(10, '2026-02-01')])
      .when(oneDay('2026-03-01'))
      .thenRefused('parcours-already-open');
    given(decider, [registered, taken(10, '2026-02-01')])
      .when(oneDay('2026-02-01'))
      .then([
        { type: 'ParcoursSlotTaken', data: take(11, '2026-02-01').slot },
        { type: 'ParcoursSlotFreed', data: { parcoursId: testId(11), on: '2026-02-01' } },
      ]);
  });

  it('refuses days around a parcours of one day, whichever of both came first', () => {
    const oneDay = [registered, taken(11, '2026-03-10'), freed(11, '2026-03-10')];
    given(decider, oneDay).when(take(10, '2026-03-01')).thenRefused('parcours-already-open');
    for (const from of ['2026-03-10', '2026-03-20']) {
      given(decider, [...oneDay, taken(10, from)])
        .when(take(10, '2026-03-01'))
        .thenRefused('parcours-already-open');
    }
    const before = { ...take(10, '2026-03-01'), to: day('2026-03-10') };
    given(decider, oneDay)
      .when(before)
      .then([
        { type: 'ParcoursSlotTaken', data: before.slot },
        { type: 'ParcoursSlotFreed', data: { parcoursId: testId(10), on: '2026-03-10' } },
      ]);
  });

  it('lets days that overlap already stay as they are, and adds none to them', () => {
    const together = [registered, taken(10, '2026-02-01'), taken(11, '2026-03-01')];
    given(decider, together)
      .when(take(11, '2026-04-01'))
      .then([{ type: 'ParcoursSlotTaken', data: take(11, '2026-04-01').slot }]);
    given(decider, together).when(take(11, '2026-02-28')).thenRefused('parcours-already-open');
    given(decider, together)
      .when(take(10, '2026-01-15'))
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-01-15').slot }]);
    // Ended, it may not be open again beside the other.
    given(decider, [...together, freed(11, '2026-05-01')])
      .when(take(11, '2026-03-01'))
      .thenRefused('parcours-already-open');
  });

  it('holds the minimum age at the entry', () => {
    const young: Past<BeneficiaryEvent> = {
      ...registered,
      data: { ...registered.data, birthDate: day('2010-02-02') } as never,
    };
    given(decider, [young]).when(take(10, '2026-02-01')).thenRefused('under-minimum-age');
    given(decider, [young])
      .when(take(10, '2026-02-02'))
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-02-02').slot }]);
  });

  it('opens nothing new for a merged person until the merge is reversed; what there is may reopen', () => {
    const merged: Past<BeneficiaryEvent> = {
      type: 'BeneficiaryMerged',
      data: { into: testId(5) },
      on: '2026-02-01',
      eventId: testId(6),
    };
    const reversed: Past<BeneficiaryEvent> = { type: 'MergeReversed', data: { merge: testId(6) }, on: '2026-02-02' };
    given(decider, [registered, merged]).when(take(10, '2026-03-01')).thenRefused('person-merged');
    given(decider, [registered, taken(9, '2026-01-10'), freed(9, '2026-01-20'), merged])
      .when(take(9, '2026-01-10'))
      .then([{ type: 'ParcoursSlotTaken', data: take(9, '2026-01-10').slot }]);
    given(decider, [registered, merged, reversed])
      .when(take(10, '2026-03-01'))
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-03-01').slot }]);
    given(decider, [registered, merged])
      .when({ type: 'MergeInto', into: testId(7), self: testId(4) })
      .thenRefused('already-merged');
    given(decider, [registered, merged, reversed])
      .when({ type: 'ReverseMerge', merge: testId(6) })
      .thenRefused('closed-twice');
  });

  it('is judged with what the records merged with hers hold, and adds nothing to what overlaps already', () => {
    const held = (n: number, from: string, to: string | null) =>
      ({ ...take(n, from).slot, to: to === null ? null : day(to) }) satisfies Slot;
    const beside = (asked: ReturnType<typeof take>, ...elsewhere: readonly Slot[]) => ({ ...asked, elsewhere });
    given(decider, [registered])
      .when(beside(take(10, '2026-03-01'), held(20, '2026-02-01', null)))
      .thenRefused('parcours-already-open');
    given(decider, [registered, taken(9, '2026-01-10'), freed(9, '2026-01-20')])
      .when(beside(take(9, '2026-01-10'), held(20, '2026-02-01', null)))
      .thenRefused('parcours-already-open');
    const left = [held(20, '2026-02-01', '2026-03-01'), held(21, '2026-04-01', '2026-04-01')];
    given(decider, [registered])
      .when(beside(take(10, '2026-03-01'), ...left))
      .thenRefused('parcours-already-open');
    given(decider, [registered])
      .when({ ...beside(take(10, '2026-03-01'), ...left), undone: [testId(21)] })
      .then([{ type: 'ParcoursSlotTaken', data: take(10, '2026-03-01').slot }]);
    given(decider, [registered, taken(9, '2026-01-10')])
      .when(beside(take(9, '2026-01-05'), held(20, '2026-02-01', null)))
      .then([{ type: 'ParcoursSlotTaken', data: take(9, '2026-01-05').slot }]);
  });

  it('gives no merge back while another is in force: the void of its reversal is refused', () => {
    const merged = (n: number, on: string): Past<BeneficiaryEvent> => ({
      ...{ type: 'BeneficiaryMerged', data: { into: testId(5) } },
      ...{ on, eventId: testId(n) },
    });
    const reversed: Past<BeneficiaryEvent> = {
      ...{ type: 'MergeReversed', data: { merge: testId(6) } },
      ...{ on: '2026-02-02', eventId: testId(7) },
    };
    const undo = { type: 'VoidBeneficiaryEntry', eventId: testId(7), why: 'erreur' } as const;
    given(decider, [registered, merged(6, '2026-02-01'), reversed, merged(8, '2026-02-03')])
      .when(undo)
      .thenRefused('already-merged');
    given(decider, [registered, merged(6, '2026-02-01'), reversed])
      .when(undo)
      .then([{ type: 'EntryVoided', data: { eventId: testId(7), why: 'erreur' } }]);
  });

  describe('on random intervals', () => {
    const slot = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }))
      .map(([start, length]): Slot => ({
        parcoursId: testId(start * 100 + length),
        territory,
        opening: '',
        from: addDays(day('2026-01-01'), start),
        to: length === 20 ? null : addDays(day('2026-01-01'), start + length),
      }));
    const end = ({ to }: Slot) => to ?? '9999-12-31~';

    it('what overlaps equals the pairwise definition', () => {
      fc.assert(
        fc.property(fc.array(slot, { maxLength: 8 }), (slots) => {
          const sorted = slots.toSorted((a, b) =>
            a.from === b.from ? (end(a) < end(b) ? -1 : 1) : a.from < b.from ? -1 : 1,
          );
          const pairwise = sorted.filter((one, at) => sorted.slice(0, at).some((earlier) => one.from < end(earlier)));
          expect(overlappingSlots(slots, territory)).toHaveLength(pairwise.length);
        }),
      );
    });

    it('days are refused where another parcours overlaps them by that definition, those of one day included', () => {
      let [refused, beside] = [0, 0];
      fc.assert(
        fc.property(
          fc.uniqueArray(slot, { maxLength: 8, selector: ({ parcoursId }) => parcoursId }),
          slot,
          (some, place) => {
            // As they stand under the rule: one at a time.
            const slots = some.reduce<readonly Slot[]>(
              (held, one) => (one.parcoursId === place.parcoursId || gainsOverlap(held, one) ? held : [...held, one]),
              [],
            );
            expect(overlappingSlots(slots, territory)).toEqual([]);
            const overlaps = overlappingSlots([...slots, place], territory).length > 0;
            expect(gainsOverlap(slots, place)).toBe(overlaps);
            refused += Number(overlaps);
            beside += Number(!overlaps && slots.length > 0);
          },
        ),
      );
      expect([refused > 10, beside > 2]).toEqual([true, true]);
    });
  });
});

describe('the void of a registration', () => {
  const itself: Past<BeneficiaryEvent> = { ...registered, eventId: testId(3) };
  const undo = { type: 'VoidBeneficiaryEntry', eventId: testId(3), why: 'erreur' } as const;
  const notice: Past<BeneficiaryEvent> = {
    ...{ type: 'InformationNoticeGiven', data: { article: 13, means: 'oral' } },
    ...{ on: '2026-01-05', eventId: testId(4) },
  };
  const voided = (eventId: string): Past<BeneficiaryEvent> => ({
    ...{ type: 'EntryVoided', data: { eventId, why: 'erreur' } },
    on: '2026-01-06',
  });
  const itsVoid = [{ type: 'EntryVoided', data: { eventId: testId(3), why: 'erreur' } }] as const;

  it('is refused while anything rests on it', () => {
    given(decider, [itself]).when(undo).then(itsVoid);
    given(decider, [itself, notice]).when(undo).thenRefused('entry-has-dependants');
    given(decider, [itself, notice, voided(testId(4))])
      .when(undo)
      .then(itsVoid);
    given(decider, [itself, taken(10, '2026-02-01')])
      .when(undo)
      .thenRefused('entry-has-dependants');
    given(decider, [itself, taken(10, '2026-02-01'), freed(10, '2026-03-01')])
      .when(undo)
      .thenRefused('entry-has-dependants');
  });

  it('goes by the slot of an opening that was undone, which holds no day', () => {
    given(decider, [itself, taken(10, '2026-02-01'), freed(10, '2026-02-01')])
      .when(undo)
      .then(itsVoid);
    given(decider, [itself, taken(10, '2026-02-01'), freed(10, '2026-02-01'), taken(10, '2026-02-01')])
      .when(undo)
      .thenRefused('entry-has-dependants');
  });

  it('leaves nobody of whom anything may be said', () => {
    given(decider, [itself, taken(10, '2026-02-01'), freed(10, '2026-02-01'), voided(testId(3))])
      .when(take(11, '2026-03-01'))
      .thenRefused('person-unknown');
  });
});

it('a person erased accepts nothing more', () => {
  const erased: Past<BeneficiaryEvent> = { type: 'BeneficiaryErased', data: { intent: testId(8) }, on: '2026-03-01' };
  given(decider, [registered, erased]).when(take(10, '2026-03-01')).thenRefused('subject-erased');
});
