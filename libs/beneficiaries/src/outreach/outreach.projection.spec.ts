import fc from 'fast-check';
import type { StoredEvent } from '@jalons/event-log';
import { testId } from '../../../../test/support/given.js';
import { logOf, type ToldEvent } from '../../../../test/support/projections/given-events.js';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { outreachProjection } from './outreach.projection.js';

const PEOPLE = [testId(1), testId(2)];

const anyEntry = fc.record({
  kind: fc.constantFrom('met', 'met', 'linked', 'linked', 'voided', 'erased'),
  outreach: fc.nat({ max: 3 }),
  person: fc.nat({ max: 1 }),
  named: fc.nat({ max: 15 }),
});

/** Encounters and links in any order, voids of whatever stands there; nothing of an erased person comes later. */
const logs = fc.array(anyEntry, { minLength: 4, maxLength: 16 }).map((all): readonly StoredEvent[] => {
  const erased = new Set<string>();
  const linkedTo = new Map<number, Set<string>>();
  const told = all.flatMap(({ kind, outreach, person, named }): readonly ToldEvent[] => {
    const stream = `outreach-${testId(100 + outreach)}` as const;
    const beneficiaryId = PEOPLE[person]!;
    const linked = linkedTo.get(outreach) ?? new Set();
    if (kind === 'erased') {
      if (erased.has(beneficiaryId)) return [];
      erased.add(beneficiaryId);
      return [{ stream: `beneficiary-${beneficiaryId}`, type: 'BeneficiaryErased', data: {}, keyId: testId(9) }];
    }
    if ([...linked].some((one) => erased.has(one))) return [];
    if (kind === 'met') {
      const data = { channel: 'street', needs: ['mobilite'], count: 1 + named, place: { label: 'Marché' } };
      return [{ stream, type: 'OutreachEncounterRecorded', data, structure: testId(20), territory: testId(41) }];
    }
    if (kind === 'voided') return [{ stream, type: 'EntryVoided', data: { eventId: testId(9001 + named), why: 'x' } }];
    if (erased.has(beneficiaryId)) return [];
    linkedTo.set(outreach, linked.add(beneficiaryId));
    return [{ stream, type: 'OutreachLinkedToBeneficiary', data: { beneficiaryId } }];
  });
  return logOf(told);
});

projectionContract({ projection: outreachProjection, logs });
