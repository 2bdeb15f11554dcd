import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../api/contract.js';
import { listsOf, wordsOf, type Glossary } from './entry-words.js';

const glossary: Glossary = {
  label: (list, code) => (code === undefined ? undefined : `${list}/${code}`),
  name: (id) => ({ gr: 'GRETA', nf: 'Nadia Ferrer' })[id ?? ''],
  today: '2026-11-23',
};
const words = (type: string, data: Entry['data'] = {}) =>
  wordsOf(
    {
      eventId: 'e',
      type,
      occurredOn: '2026-09-15',
      recordedOn: '2026-09-17',
      structure: null,
      time: null,
      actor: null,
      data,
      hidden: [],
      voided: false,
      corrects: null,
    },
    glossary,
  );

describe('an entry in words', () => {
  it('tells a contact from an attempt', () => {
    expect(words('ContactAttempted', { channel: 'phone', reached: 'person' }).title).toBe('Contact par téléphone');
    expect(words('ContactAttempted', { channel: 'phone', reached: 'nobody' }).title).toBe('Sans réponse par téléphone');
    expect(words('ContactAttempted', { channel: 'home-visit', reached: 'third-party' })).toMatchObject({
      title: 'Nouvelles par un tiers, à domicile',
      hue: 'pause',
    });
  });

  it('says a job with its contract, hours, employer and days', () => {
    const job = {
      contract: 'fixed-term',
      weeklyHours: 28,
      employer: { label: 'Crèche' },
      signedOn: '2026-09-09',
      expectedEnd: '2027-01-31',
    };
    expect(words('JobStarted', job)).toEqual({
      hue: 'job',
      icon: 'job',
      title: 'Emploi : contracts/fixed-term, 28 h',
      detail: ['Crèche', 'signé le 9 sept.', 'jusqu’au 31 janv. 2027'],
    });
  });

  it('keeps the plain title where a name is not known, and quotes the note', () => {
    expect(words('OrientationProposed', { toStructure: 'gr' }).title).toBe('Orientation proposée : GRETA');
    expect(words('OrientationProposed', { toStructure: 'hidden' }).title).toBe('Orientation proposée');
    expect(words('ConcernRaised', { note: 'Semble fatiguée.' }).detail).toEqual(['« Semble fatiguée. »']);
  });

  it('keeps the place of a type that it does not know', () => {
    expect(words('SomethingNew')).toMatchObject({ title: 'Étape', hue: 'pause', detail: [] });
  });

  it('asks for the lists of the types at hand only', () => {
    const entry = (type: string) => ({ type }) as Entry;
    expect(listsOf([entry('JobStarted'), entry('JobStarted'), entry('PauseLifted')])).toEqual(['contracts']);
  });
});
