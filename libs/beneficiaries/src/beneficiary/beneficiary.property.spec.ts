import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { civilDateOf, loadNomenclatures, type CivilDate } from '@jalons/kernel';
import fc from 'fast-check';
import { DAYS, entryId, historyOf, standing } from '../../../../test/support/any-history.js';
import { testId } from '../../../../test/support/given.js';
import { beneficiaryDecider } from './beneficiary.decider.js';
import type { BeneficiaryCommand, OpeningPolicy } from './beneficiary.commands.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { beneficiaryViolations } from './beneficiary.life.js';

const SELF = testId(1);
const TERRITORY = testId(41);
const POLICY: OpeningPolicy = { minimumAge: 16, minimumAgePolicy: 'refuse', overlapPolicy: 'refuse' };
const on = fc.constantFrom(...DAYS);
const entry = fc.nat({ max: 12 }).map(entryId);
const parcoursId = fc.constantFrom(testId(11), testId(12), testId(13));
const said = <Type extends BeneficiaryCommand['type']>(type: Type) => fc.constant(type);

const commands: fc.Arbitrary<BeneficiaryCommand> = fc.oneof(
  fc.record({
    type: said('TakeParcoursSlot'),
    slot: fc.record({ territory: fc.constant(TERRITORY), parcoursId, from: on, opening: entry }),
    policy: fc.constant(POLICY),
  }),
  fc.record({ type: said('FreeParcoursSlot'), parcoursId, on }),
  fc.record({ type: said('MergeInto'), self: fc.constant(SELF), into: fc.constantFrom(SELF, testId(2), testId(3)) }),
  fc.record({ type: said('ReverseMerge'), merge: entry }),
  fc.record({ type: said('RecordObjection'), on, purpose: fc.constantFrom('contact', 'all') }),
  fc.record({ type: said('WithdrawObjection'), on, objection: entry }),
  fc.record({ type: said('RestrictProcessing'), on, reason: fc.constant('demande en cours') }),
  fc.record({ type: said('LiftRestriction'), on, restriction: entry }),
  fc.record({ type: said('UpdateProfile'), on, changes: fc.record({ familyName: fc.constantFrom('Modèle', '1') }) }),
  fc.record({ type: said('VoidBeneficiaryEntry'), eventId: entry, why: fc.constant('erreur') }),
) as fc.Arbitrary<BeneficiaryCommand>;

const REGISTER: BeneficiaryCommand = {
  ...{ type: 'RegisterBeneficiary', on: civilDateOf('2026-01-05'), givenName: 'Amina', familyName: 'Exemple' },
  ...{ birthDate: civilDateOf('1994-02-28'), sex: 'unknown', contacts: {}, policy: POLICY },
  residence: { qpv: '2024-grand-mirail', evidence: 'declared' },
};

type Events = readonly StoredEvent<BeneficiaryEvent>[];

/** The days of each slot, straight from the events: what is said of a parcours last counts, and an end stays its end. */
function openOn(events: Events, on: CivilDate): number {
  const days = new Map<string, { from: CivilDate; to: CivilDate | null }>();
  for (const event of standing(events)) {
    if (event.type === 'ParcoursSlotTaken') days.set(event.data.parcoursId, { from: event.data.from, to: null });
    if (event.type === 'ParcoursSlotFreed') {
      const slot = days.get(event.data.parcoursId);
      if (slot !== undefined) days.set(event.data.parcoursId, { ...slot, to: event.data.on });
    }
  }
  return [...days.values()].filter(({ from, to }) => from <= on && (to === null || on < to)).length;
}

/** Entries of a type that nothing in force ends. */
function open(events: Events, type: BeneficiaryEvent['type'], end: BeneficiaryEvent['type'], field: string): number {
  const inForce = standing(events);
  const ends = inForce.filter((event) => event.type === end);
  return inForce.filter(
    (event) =>
      event.type === type &&
      !ends.some(({ data }) => (data as unknown as Record<string, string>)[field] === event.eventId),
  ).length;
}

describe('whatever is asked of a person', () => {
  it('one parcours is open at a time, one merge in force, and nothing ends twice', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(commands, { minLength: 4, maxLength: 20 }), (asked) => {
        const told = historyOf(beneficiaryDecider(loadNomenclatures()), [REGISTER, ...asked]);
        const { events } = told;
        expect(beneficiaryViolations(events)).toEqual([]);
        for (const each of DAYS) expect(openOn(events, each)).toBeLessThan(2);
        expect(open(events, 'BeneficiaryMerged', 'MergeReversed', 'merge')).toBeLessThan(2);
        const ends = standing(events).flatMap(({ type, data }) => {
          const { objection, restriction, merge } = data as unknown as Record<string, string>;
          const ended = type === 'ObjectionRecorded' ? undefined : (objection ?? restriction ?? merge);
          return ended === undefined ? [] : [ended];
        });
        expect(new Set(ends).size).toBe(ends.length);
        accepted += told.accepted;
        refused += told.refused;
      }),
      { numRuns: 200 },
    );
    expect([accepted > 400, refused > 400]).toEqual([true, true]);
  });
});
