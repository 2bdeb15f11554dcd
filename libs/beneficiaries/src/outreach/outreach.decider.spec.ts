import { describe, it } from '@jest/globals';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { given, testId, type Past } from '../../../../test/support/given.js';
import { outreachDecider, type OutreachCommand } from './outreach.decider.js';
import type { OutreachEvent } from './outreach.events.js';

const decider = outreachDecider(loadNomenclatures());
const day = civilDateOf;
const PERSON = testId(1);
const MET = testId(10);
const LINK = testId(11);

const encounter = { channel: 'street', needs: ['mobilite'], count: 1 };
const met = (count = 1): Past<OutreachEvent> => ({
  type: 'OutreachEncounterRecorded',
  data: { ...encounter, count },
  on: '2026-11-02',
  eventId: MET,
});
const linked: Past<OutreachEvent> = {
  type: 'OutreachLinkedToBeneficiary',
  data: { beneficiaryId: PERSON },
  on: '2026-11-10',
  eventId: LINK,
};
const voided = (eventId: string): OutreachCommand => ({ type: 'VoidOutreachEntry', eventId, why: 'erreur' });
const record = (changes: object = {}, on = '2026-11-02'): OutreachCommand => ({
  type: 'RecordEncounter',
  on: day(on),
  encounter: { ...encounter, ...changes },
});
const link: OutreachCommand = { type: 'LinkToBeneficiary', beneficiaryId: PERSON };

describe('an encounter of aller-vers', () => {
  it('is recorded as it was, once, with the codes of its day', () => {
    given(decider, [])
      .when(record({ qpv: '2024-grand-mirail', place: { label: 'Marché' } }))
      .then([
        {
          type: 'OutreachEncounterRecorded',
          data: { ...encounter, qpv: '2024-grand-mirail', place: { label: 'Marché' } },
          on: '2026-11-02',
        },
      ]);
    given(decider, [met()]).when(record()).thenRefused('outreach-already-recorded');
    given(decider, [])
      .when(record({ channel: 'x' }))
      .thenRefused('unknown-code');
    given(decider, [])
      .when(record({ qpv: '2015-qp031007' }))
      .thenRefused('code-out-of-date');
    given(decider, [])
      .when(record({ needs: ['mobilite', 'mobilite'] }))
      .thenRefused('repeated-code');
    given(decider, [])
      .when(record({ count: 0 }))
      .thenRefused('count-range');
    given(decider, [])
      .when(record({ count: 1.5 }))
      .thenRefused('count-range');
    given(decider, [])
      .when(record({ place: { label: ' ' } }))
      .thenRefused('label-length');
    given(decider, [])
      .when(record({ place: { label: 'NIR 2 84 05 31 555 123' } }))
      .thenRefused('nir-forbidden');
    given(decider, []).when(record({}, '2026-11-25')).thenRefused('in-the-future');
  });

  it('is linked to one person, once, where one person was met', () => {
    given(decider, [met()])
      .when(link)
      .then([{ type: 'OutreachLinkedToBeneficiary', data: { beneficiaryId: PERSON } }]);
    given(decider, [met(), linked]).when(link).thenRefused('outreach-linked-twice');
    given(decider, [met(2)])
      .when(link)
      .thenRefused('outreach-of-several');
    given(decider, []).when(link).thenRefused('outreach-unknown');
  });

  it('is voided once its link is', () => {
    given(decider, [met(), linked]).when(voided(MET)).thenRefused('outreach-unrecorded');
    given(decider, [met(), linked])
      .when(voided(LINK))
      .then([{ type: 'EntryVoided', data: { eventId: LINK, why: 'erreur' } }]);
    const unlinked: Past<OutreachEvent> = { type: 'EntryVoided', data: { eventId: LINK, why: 'x' }, on: '2026-11-11' };
    given(decider, [met(), linked, unlinked])
      .when(voided(MET))
      .then([{ type: 'EntryVoided', data: { eventId: MET, why: 'erreur' } }]);
    given(decider, [met(), linked, unlinked])
      .when({ type: 'LinkToBeneficiary', beneficiaryId: testId(2) })
      .then([{ type: 'OutreachLinkedToBeneficiary', data: { beneficiaryId: testId(2) } }]);
  });
});
