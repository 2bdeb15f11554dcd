import { describe, expect, it } from '@jest/globals';
import type { Code, Entry, Service } from '../../../../api/contract.js';
import { storyOf } from '../../story/story.js';
import { pointersOf, questionsOf, unanswered, type FormContext, type Values } from '../step-form.js';
import { kindsFor, STEP_FORMS } from './index.js';

const entry = (eventId: string, type: string, occurredOn: string, data = {}): Entry => ({
  eventId,
  type,
  occurredOn,
  recordedOn: occurredOn,
  structure: { id: 'ml', name: 'Mission locale' },
  time: null,
  actor: null,
  data,
  hidden: [],
  voided: false,
  corrects: null,
});
const code = (name: string, label: string, extra: Code['extra'] = {}): Code => ({
  code: name,
  label,
  status: 'sourced',
  extra,
});
const LISTS: Readonly<Record<string, readonly Code[]>> = {
  'contact-channels': [code('phone', 'Téléphone')],
  schemes: [
    code('plie', 'PLIE', { common_law: 'no' }),
    code('cej', 'CEJ', { common_law: 'yes' }),
    code('new', 'Autre'),
  ],
  contracts: [code('permanent', 'CDI', { open_ended: 'yes' }), code('fixed-term', 'CDD', { open_ended: 'no' })],
  'exit-reasons': [
    code('job', 'Emploi', { needs_contract: 'yes' }),
    code('moved', 'Déménagement', { needs_contract: 'no' }),
  ],
};
const opened = entry('o', 'ParcoursOpened', '2026-01-05');
const proposed = entry('p', 'OrientationProposed', '2026-11-01', { toStructure: 'plie' });
const context = (entries: readonly Entry[] = [opened], on?: string, structures = ['ml', 'plie']): FormContext => ({
  today: '2026-11-23',
  openedOn: '2026-01-05',
  person: 'Amina B.',
  story: storyOf(entries),
  standing: { structures, referent: 'ml' },
  glossary: {
    label: (list, asked) => LISTS[list]?.find((item) => item.code === asked)?.label,
    name: (id) => ({ plie: 'PLIE Toulouse' })[id ?? ''],
    today: '2026-11-23',
  },
  structures: [{ id: 'plie', name: 'PLIE Toulouse', kind: 'plie', named: true, siret: null, seat: true, seats: [] }],
  colleagues: [{ value: 'nora/ml', label: 'Nora Exemple, Mission locale' }],
  entries: entries.map(({ eventId, type }) => ({ value: eventId, label: type })),
  codes: (list) => LISTS[list] ?? [],
  on,
});
const fill = (kind: keyof typeof STEP_FORMS, typed: Values, at = context()) => {
  const form = STEP_FORMS[kind];
  const values = { ...form.blank(at), ...typed };
  const fields = questionsOf(form, values, at);
  return {
    body: form.request(values, at).body,
    request: form.request(values, at),
    sentence: form.sentence(values, at),
    missing: unanswered(fields, values),
    names: fields.map(({ name }) => name),
    pointers: pointersOf(fields),
  };
};

describe('logging a contact', () => {
  it('takes one press: today, by phone, answered', () => {
    const { body, sentence, missing } = fill('contact', {});
    expect(missing).toEqual([]);
    expect(body).toEqual({ channel: 'phone', reached: 'person', occurredOn: '2026-11-23' });
    expect(sentence).toBe('Le 23 nov., contact avec Amina B. par téléphone.');
  });

  it('says a late entry with its year, its time and what was noted', () => {
    const { body, sentence } = fill('contact', {
      occurredOn: '2025-12-31',
      time: '09:30',
      reached: 'nobody',
      note: ' Rappeler. ',
    });
    expect(body).toEqual({
      channel: 'phone',
      reached: 'nobody',
      note: 'Rappeler.',
      occurredOn: '2025-12-31',
      time: '09:30',
    });
    expect(sentence).toBe('Le 31 déc. 2025, Amina B. n’a pas répondu par téléphone.');
  });

  it('asks whether a day before the opening is earlier history, and says so', () => {
    expect(fill('contact', { occurredOn: '2026-01-04' }).missing).toEqual(['priorHistory']);
    expect(fill('contact', { occurredOn: '2026-01-04', priorHistory: 'yes' }).body).toMatchObject({
      priorHistory: true,
    });
    expect(fill('exit', { occurredOn: '2026-01-04' }).names).not.toContain('priorHistory');
  });
});

describe('proposing an orientation', () => {
  const answered = {
    toStructure: 'plie',
    need: 'mobilite',
    summary: 'Permis',
    personAgreed: 'yes',
    transfersReferent: 'no',
  };

  it('never assumes that the person agrees', () => {
    expect(fill('orientation', {}).missing).toEqual([
      'toStructure',
      'need',
      'scheme',
      'summary',
      'personAgreed',
      'transfersReferent',
    ]);
  });

  it('asks why common law did not answer for a specific scheme only', () => {
    const specific = fill('orientation', { ...answered, scheme: 'plie' });
    expect([specific.missing, specific.body]).toMatchObject([['noCommonLawReason'], { commonLaw: false }]);
    const common = fill('orientation', { ...answered, scheme: 'cej', noCommonLawReason: 'tapé avant de changer' });
    expect([common.missing, common.body]).toEqual([
      [],
      {
        toStructure: 'plie',
        scheme: 'cej',
        commonLaw: true,
        need: 'mobilite',
        personAgreed: true,
        transfersReferent: false,
        sheet: { summary: 'Permis' },
        occurredOn: '2026-11-23',
      },
    ]);
  });

  it('asks which it is where the list does not say', () => {
    expect(fill('orientation', { ...answered, scheme: 'new' }).missing).toEqual(['commonLaw']);
  });

  const service = (id: string, more: Partial<Service> = {}): Service => ({
    ...{ id, name: `Service ${id}`, description: '', structure: 'plie', territory: null, commonLaw: false },
    ...{ listedOn: '2026-01-05', confirmedOn: '2026-01-05', stale: false, withdrawnOn: null },
    ...more,
  });
  const offered = { ...context(), services: [service('a', { scheme: 'plie' }), service('b', { commonLaw: true })] };

  it('offers what the structure offers on that day, and says what nobody has confirmed for long', () => {
    const of = (values: Values, ...services: Service[]) => {
      const fields = STEP_FORMS.orientation.fields(values, { ...context(), services });
      const control = fields.find(({ name }) => name === 'service')?.control;
      return control !== undefined && 'options' in control ? control.options.map(({ label }) => label) : undefined;
    };
    const over = service('a', { withdrawnOn: '2026-11-20' });
    expect(of({})).toBeUndefined();
    expect(of({}, service('a', { stale: true }))).toEqual(['Service a, non confirmé depuis 90 jours']);
    expect(of({ occurredOn: '2026-11-20' }, over)).toBeUndefined();
    expect(of({ occurredOn: '2026-11-19' }, over)).toEqual(['Service a']);
    expect(of({ occurredOn: '2026-11-20', service: 'a' }, over)).toEqual(['Service a']);
    expect(STEP_FORMS.orientation.servicesOf!({ toStructure: 'plie' })).toBe('plie');
  });

  it('takes scheme and common law from the service, which goes with its structure', () => {
    const { filled } = STEP_FORMS.orientation;
    expect(filled!('service', { ...answered, service: 'a' }, offered)).toMatchObject({ scheme: 'plie' });
    const common = filled!('service', { ...answered, scheme: 'new', service: 'b' }, offered);
    expect(common).toMatchObject({ scheme: 'new', commonLaw: 'yes' });
    expect(fill('orientation', common, offered).body).toMatchObject({ service: 'b', scheme: 'new', commonLaw: true });
    expect(filled!('toStructure', common, offered)['service']).toBe('b');
    expect(filled!('toStructure', { ...common, toStructure: 'ccas' }, offered)['service']).toBe('');
  });

  it('knows where the error on a sheet belongs', () => {
    expect(fill('orientation', {}).pointers).toMatchObject({ summary: '/sheet/summary', occurredOn: '/occurredOn' });
  });
});

describe('answering an orientation', () => {
  it('starts on the one that waits', () => {
    const { request, sentence } = fill('acceptance', {}, context([opened, proposed]));
    expect(request).toMatchObject({ orientation: 'p', body: { occurredOn: '2026-11-23' } });
    expect(sentence).toBe('Le 23 nov., l’orientation vers PLIE Toulouse est acceptée.');
  });

  it('starts on the one that it was opened on', () => {
    const other = entry('q', 'OrientationProposed', '2026-11-02', { toStructure: 'ml' });
    expect(fill('decline', {}, context([opened, proposed, other], 'q')).request).toMatchObject({ orientation: 'q' });
    expect(fill('decline', {}, context([opened, proposed, other])).missing).toEqual(['orientation', 'by', 'reason']);
  });
});

describe('what belongs to another structure', () => {
  it('is not offered: the answer of the receiver, the exit of the referent', () => {
    const story = storyOf([opened, proposed]);
    const why = (kind: keyof typeof STEP_FORMS, structures: string[]) =>
      STEP_FORMS[kind].impossible(story, { structures, referent: 'ml' });
    expect([why('acceptance', ['ml']), why('acceptance', ['plie'])]).toEqual(['impossible.notReceiver', undefined]);
    expect([why('exit', ['plie']), why('exit', ['ml'])]).toEqual([
      'impossible.notReferent',
      'impossible.orientationWaiting',
    ]);
  });

  it('leaves the sender to say that the person refuses', () => {
    const who = (structures: string[]) => {
      const at = context([opened, proposed], 'p', structures);
      const by = STEP_FORMS.decline.fields(STEP_FORMS.decline.blank(at), at).find(({ name }) => name === 'by');
      return by?.control.type === 'options' ? by.control.options.map(({ value }) => value) : [];
    };
    expect([who(['ml']), who(['plie'])]).toEqual([['person'], ['structure', 'person']]);
  });

  it('asks for a change of referent of the referent’s structure alone', () => {
    const names = (structures: string[]) =>
      STEP_FORMS.orientation.fields({}, context([opened], undefined, structures)).map(({ name }) => name);
    expect(names(['ml'])).toContain('transfersReferent');
    expect(names(['plie'])).not.toContain('transfersReferent');
  });
});

describe('a job', () => {
  it('has no end where its contract has none, and an unknown one where nobody knows it', () => {
    expect(fill('jobStart', { contract: 'permanent', weeklyHours: '28,5', signedOn: '2026-11-20' })).toMatchObject({
      names: ['contract', 'employer', 'weeklyHours', 'signedOn', 'time', 'note'],
      body: { contract: 'permanent', weeklyHours: 28.5, signedOn: '2026-11-20', occurredOn: '2026-11-23' },
    });
    expect(fill('jobStart', { contract: 'fixed-term', employer: 'Crèche' }).body).toEqual({
      contract: 'fixed-term',
      employer: { label: 'Crèche' },
      weeklyHours: 'unknown',
      signedOn: 'unknown',
      expectedEnd: 'unknown',
      occurredOn: '2026-11-23',
    });
  });
});

describe('an exit', () => {
  it('asks for the contract of an exit to work, and for the day and holder of a proof', () => {
    expect(fill('exit', { reason: 'job', proof: 'contract' }).missing).toEqual([
      'contractKind',
      'contractStart',
      'proofOn',
      'proofHolder',
    ]);
    expect(fill('exit', { reason: 'moved', proof: 'none' })).toMatchObject({
      missing: [],
      body: { reason: 'moved', proof: { kind: 'none' }, occurredOn: '2026-11-23' },
    });
  });
});

describe('what is planned', () => {
  const planned = [
    opened,
    entry('n', 'NextActionPlanned', '2026-11-01', { what: 'Appeler', dueOn: '2026-11-18' }),
    entry('r', 'AppointmentScheduled', '2026-11-02', { at: { on: '2026-11-20', time: '14:00' } }),
  ];

  it('is with one’s own structure unless told otherwise', () => {
    expect(fill('appointment', { on: '2026-12-01', at: '09:30', place: 'À l’accueil' }).body).toEqual({
      at: { on: '2026-12-01', time: '09:30' },
      place: { label: 'À l’accueil' },
      with: { structure: 'ml' },
      occurredOn: '2026-11-23',
    });
    expect(fill('nextAction', { what: 'Appeler', dueOn: '2026-12-01' }).body).toMatchObject({
      who: { kind: 'structure', structure: 'ml' },
    });
  });

  it('is answered in one form, whose route follows what became of it', () => {
    expect(fill('appointmentIssue', { issue: 'missed' }, context(planned))).toMatchObject({
      request: { path: '/parcours/{id}/steps/appointment-absences', body: { appointment: 'r' } },
      missing: [],
    });
    expect(fill('nextActionDone', {}, context(planned))).toMatchObject({ body: { nextAction: 'n' }, missing: [] });
  });
});

describe('the situation at entry', () => {
  it('leaves out what was not answered, and is dated by the opening', () => {
    expect(fill('entrySituation', { situation: 'unemployed' }).body).toEqual({
      situation: 'unemployed',
      occurredOn: '2026-01-05',
    });
  });
});

describe('after the exit', () => {
  const exited = [opened, entry('x', 'ParcoursExited', '2026-05-01', { reason: 'job' })];

  it('the follow-up names the exit, and not reached is no situation', () => {
    expect(fill('sixMonth', { situation: 'not-reached' }, context(exited)).body).toEqual({
      exit: 'x',
      notReached: true,
      occurredOn: '2026-11-23',
    });
    const followed = [...exited, entry('s', 'SituationAtSixMonthsRecorded', '2026-11-01', { exit: 'x' })];
    const { story, standing } = context(followed);
    expect(STEP_FORMS.sixMonth.impossible(story, standing)).toBe('impossible.followedUp');
  });

  it('a reopening is the referent’s to decide', () => {
    const { story, standing } = context(exited, undefined, ['plie']);
    expect(STEP_FORMS.reopening.impossible(story, standing)).toBe('impossible.notReferent');
    expect(fill('reopening', {}, context(exited)).body).toEqual({ exit: 'x', occurredOn: '2026-11-23' });
  });
});

describe('an orientation under way', () => {
  it('is closed by its receiver, and taken back by its sender while it waits', () => {
    const accepted = entry('a', 'OrientationAccepted', '2026-11-10', { orientation: 'p' });
    const started = entry('s', 'OrientationStarted', '2026-11-12', { orientation: 'p' });
    const at = context([opened, proposed, accepted, started]);
    expect(fill('closing', { outcome: 'need-met' }, at).request).toMatchObject({
      path: '/parcours/{id}/steps/orientations/{orientation}/closings',
      orientation: 'p',
    });
    expect(fill('withdrawal', {}, context([opened, proposed])).request).toMatchObject({ orientation: 'p' });
    expect(STEP_FORMS.withdrawal.impossible(at.story, at.standing)).toBe('impossible.noneOfMine');
    expect(fill('withdrawal', {}, context([opened, proposed, accepted])).request).toMatchObject({ orientation: 'p' });
  });

  it('keeps the exit back while it waits; whose exit it is may say that it came to nothing', () => {
    const at = context([opened, proposed]);
    expect(STEP_FORMS.exit.impossible(at.story, at.standing)).toBe('impossible.orientationWaiting');
    expect(fill('lapse', { reason: 'no-answer' }, at).request).toMatchObject({ orientation: 'p' });
    const lapsed = entry('l', 'OrientationLapsed', '2026-11-12', { orientation: 'p', reason: 'no-answer' });
    const over = context([opened, proposed, lapsed]);
    expect(STEP_FORMS.exit.impossible(over.story, over.standing)).toBeUndefined();
  });

  it('is answered no more once the parcours was exited, and still ends', () => {
    const exited = entry('x', 'ParcoursExited', '2026-11-15', { reason: 'job' });
    const at = context([opened, proposed, exited], undefined, ['plie']);
    expect(STEP_FORMS.acceptance.impossible(at.story, at.standing)).toBe('impossible.exited');
    const sender = context([opened, proposed, exited]);
    expect(kindsFor(sender.story, sender.standing).likely.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['withdrawal', 'lapse', 'decline']),
    );
  });
});

describe('who follows the person', () => {
  it('is said with the structure, since somebody may work in two', () => {
    const { body, sentence } = fill('referent', { professional: 'nora/ml' });
    expect(body).toEqual({ professional: 'nora', structure: 'ml', occurredOn: '2026-11-23' });
    expect(sentence).toBe('Le 23 nov., le référent de Amina B. devient Nora Exemple, Mission locale.');
  });

  it('may end without anybody in place, and a structure may leave', () => {
    const assigned = entry('r', 'ReferentAssigned', '2026-02-01', { professional: 'nora' });
    const released = entry('e', 'ReferentReleased', '2026-03-01', { assignment: 'r' });
    expect(fill('referentRelease', {}, context([opened, assigned])).body).toMatchObject({ assignment: 'r' });
    const { story, standing } = context([opened, assigned, released]);
    expect(STEP_FORMS.referentRelease.impossible(story, standing)).toBe('impossible.noAssignment');
    const joined = entry('j', 'StructureJoined', '2026-03-01', { structure: 'plie', role: 'R', supportKind: 'other' });
    const two = context([opened, joined]);
    expect(STEP_FORMS.departure.impossible(two.story, two.standing)).toBeUndefined();
    expect(STEP_FORMS.departure.impossible(story, standing)).toBe('impossible.lastStructure');
    const leaving = { membership: 'o', reason: 'handed-over' };
    expect(fill('departure', leaving, two).body).toMatchObject(leaving);
    expect(fill('joining', { structure: 'plie', supportKind: 'global', role: 'Logement' }).missing).toEqual([]);
  });
});

describe('an employer, an action, a concern', () => {
  it('are answered by what names them', () => {
    const introduced = entry('i', 'IntroducedToEmployer', '2026-11-01', { company: { label: 'Crèche' } });
    const action = entry('a', 'ActionStarted', '2026-11-02', { kind: 'workshop' });
    const worry = entry('w', 'ConcernRaised', '2026-11-03', { note: 'Ne répond plus.' });
    const at = context([opened, introduced, action, worry]);
    expect(fill('interview', {}, at)).toMatchObject({
      body: { introduction: 'i' },
      sentence: 'Le 23 nov., entretien de Amina B. avec Crèche.',
    });
    expect(fill('introductionClosing', { outcome: 'hired' }, at).body).toMatchObject({ outcome: 'hired' });
    expect(fill('actionEnd', { outcome: 'completed' }, at).body).toMatchObject({ action: 'a' });
    expect(fill('concernLift', {}, at).body).toMatchObject({ concern: 'w' });
    expect(fill('concern', { note: 'Inquiète.' }, at)).toMatchObject({
      names: ['note', 'time'],
      body: { note: 'Inquiète.' },
    });
  });

  it('an action names the barrier that it works on', () => {
    const found = entry('b', 'BarrierIdentified', '2026-11-01', { theme: 'permis', barrierId: 'mobility' });
    expect(fill('actionStart', { kind: 'workshop', barrierId: 'mobility' }, context([opened, found]))).toMatchObject({
      missing: [],
      body: { kind: 'workshop', barrierId: 'mobility' },
    });
    expect(fill('actionStart', {}).names).not.toContain('barrierId');
  });
});

describe('voiding', () => {
  it('names the entry it was opened on, and needs a reason', () => {
    const { body, missing } = fill('void', {}, context([opened, proposed], 'p'));
    expect([body, missing]).toEqual([{ eventId: 'p', why: '' }, ['why']]);
  });
});

describe('the kinds on offer', () => {
  const kinds = (entries: readonly Entry[], structures = ['ml', 'plie']) => {
    const { likely, others, impossible } = kindsFor(storyOf(entries), { structures, referent: 'ml' });
    return [likely, others, impossible].map((forms) => forms.map(({ kind }) => kind));
  };

  it('put what waits for an answer right after the contact', () => {
    expect(kinds([opened, proposed])[0]?.slice(0, 3)).toEqual(['contact', 'acceptance', 'decline']);
    const accepted = entry('a', 'OrientationAccepted', '2026-11-10', { orientation: 'p' });
    expect(kinds([opened, proposed, accepted])[0]?.slice(0, 2)).toEqual(['contact', 'start']);
  });

  it('offer the end of what goes on', () => {
    const job = entry('j', 'JobStarted', '2026-09-15', { contract: 'permanent' });
    expect(kinds([opened, job])[0]?.slice(0, 2)).toEqual(['contact', 'jobEnd']);
  });

  it('leave a follow-up and a void after the exit, and say why not for the rest', () => {
    const [likely, others, impossible] = kinds([opened, entry('x', 'ParcoursExited', '2026-11-01')]);
    expect([likely, others]).toEqual([['contact', 'sixMonth', 'reopening', 'void'], []]);
    expect(impossible).toHaveLength(39);
  });
});
