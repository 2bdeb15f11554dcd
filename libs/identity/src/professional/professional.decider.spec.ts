import { describe, expect, it } from '@jest/globals';
import { type Decided, type StoredEvent, SYSTEM_KEY_ID, unvoided } from '@jalons/event-log';
import { addDays, type CivilDate, civilDateOf, dateAt, DomainError, loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { type ProfessionalCommand, professionalDecider } from './professional.decider.js';
import type { ProfessionalEvent } from './professional.events.js';
import { professionalViolations } from './professional.rules.js';
import { heldOn, professionalState } from './professional.state.js';
import { ROLES } from './roles.js';

const decider = professionalDecider(loadNomenclatures());
const NOW = Date.parse('2026-06-15T22:30:00Z');
const CONTEXT = { now: NOW, zone: 'Europe/Paris' };
const TODAY = civilDateOf('2026-06-16');
const id = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
const [SELF, MISSION, TERRITORY, OTHER] = [id(901), id(902), id(903), id(904)];
const on = civilDateOf;

const identity = { givenName: 'Inès', familyName: 'Exemple', email: 'ines@exemple.test' };
const registered = { type: 'ProfessionalRegistered', data: identity } as const;
const mandate = (from: string, to?: string) =>
  ({
    type: 'MandateGranted',
    data: {
      role: 'operator',
      structure: MISSION,
      from: on(from),
      ...(to === undefined ? {} : { to: on(to) }),
      zone: 'Europe/Paris',
    },
  }) as const;

type Given = Pick<ProfessionalEvent, 'type' | 'data'>;

function stored(events: readonly (Given & Partial<Decided>)[]): StoredEvent<ProfessionalEvent>[] {
  return events.map(
    (event, revision) =>
      ({
        occurredOn: TODAY,
        ...event,
        eventId: id(revision),
        revision,
        stream: `professional-${SELF}`,
        recordedAt: NOW - 1000 + revision,
        erased: false,
      }) as StoredEvent<ProfessionalEvent>,
  );
}

function given(...events: Given[]) {
  const decide = (command: ProfessionalCommand) =>
    decider.decide(command, stored(events).reduce(decider.evolve, decider.initial()), CONTEXT);
  return {
    when: (command: ProfessionalCommand) => ({
      then: (expected: object) => expect(decide(command)).toEqual([{ occurredOn: TODAY, ...expected }]),
      refused: (code: string) => {
        const problems: string[] = [];
        try {
          decide(command);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          problems.push(error.code, ...error.problems.map((problem) => problem.code));
        }
        expect(problems).toContain(code);
      },
    }),
  };
}

const grant = (from: string, to?: string): ProfessionalCommand => ({
  type: 'GrantMandate',
  role: 'operator',
  structure: MISSION,
  from: on(from),
  ...(to === undefined ? {} : { to: on(to) }),
});

describe('a professional', () => {
  it('is registered once, under their own key', () => {
    const command = { type: 'RegisterProfessional', identity: { ...identity, givenName: ' Inès ' } } as const;
    given().when(command).then(registered);
    given(registered).when(command).refused('professional-already-registered');
    given()
      .when({ ...command, identity: { ...identity, familyName: ' ' } })
      .refused('length');
  });

  it('must exist before anything else', () => {
    given().when(grant('2026-07-01')).refused('professional-unknown');
    given().when({ type: 'ChangeIdentity', identity }).refused('professional-unknown');
  });

  it('is given mandates by id under the system key, whose days are counted in the zone', () => {
    given(registered)
      .when(grant('2026-07-01', '2026-12-31'))
      .then({ ...mandate('2026-07-01', '2026-12-31'), keyId: SYSTEM_KEY_ID });
  });

  it('needs a structure or a territory where the role asks for one', () => {
    const base = { type: 'GrantMandate', from: TODAY } as const;
    given(registered)
      .when({ ...base, role: 'structure-manager', territory: TERRITORY })
      .refused('structure-needed');
    given(registered)
      .when({ ...base, role: 'coordinator', structure: MISSION })
      .refused('territory-needed');
    given(registered)
      .when({ ...base, role: 'dpo' })
      .then({ type: 'MandateGranted', data: { role: 'dpo', from: TODAY, zone: 'Europe/Paris' }, keyId: SYSTEM_KEY_ID });
  });

  it('does not hold the same mandate twice on one day', () => {
    const held = given(registered, mandate('2026-01-01', '2026-06-30'));
    held.when(grant('2026-06-30')).refused('mandate-already-held');
    held.when(grant('2026-07-01')).then({ ...mandate('2026-07-01'), keyId: SYSTEM_KEY_ID });
    held.when(grant('2026-08-01', '2026-07-31')).refused('ends-before-it-begins');
  });

  it('loses a mandate from the day it ends, once', () => {
    const held = given(registered, mandate('2026-01-01'));
    const end: ProfessionalCommand = { type: 'EndMandate', mandate: id(1), on: TODAY };
    held.when(end).then({ type: 'MandateEnded', data: { mandate: id(1), on: TODAY }, keyId: SYSTEM_KEY_ID });
    held.when({ ...end, mandate: id(0) }).refused('wrong-reference');
    held.when({ ...end, mandate: OTHER }).refused('missing-reference');
    held.when({ ...end, on: on('2025-12-31') }).refused('mandate-ends-before-it-begins');
    const ended = { type: 'MandateEnded', data: { mandate: id(1), on: on('2026-06-01') } } as const;
    given(registered, mandate('2026-01-01'), ended).when(end).refused('already-ended');
  });

  it('takes back a mandate granted by mistake, its void outliving the names', () => {
    const mistake: ProfessionalCommand = { type: 'VoidProfessionalEntry', eventId: id(1), why: 'Mauvaise personne' };
    given(registered, mandate('2026-01-01'))
      .when(mistake)
      .then({
        type: 'EntryVoided',
        data: { eventId: id(1), why: 'Mauvaise personne' },
        keyId: SYSTEM_KEY_ID,
      });
    const ended = { type: 'MandateEnded', data: { mandate: id(1), on: TODAY } } as const;
    given(registered, mandate('2026-01-01'), ended).when(mistake).refused('entry-has-dependants');
    given(registered)
      .when({ ...mistake, eventId: id(0) })
      .refused('identity-not-voidable');
  });

  it('declares absences with a deputy, and cancels them', () => {
    const absence = { from: on('2026-07-06'), to: on('2026-07-24'), deputy: OTHER };
    const declared = { type: 'AbsenceDeclared', data: absence } as const;
    const declare: ProfessionalCommand = { type: 'DeclareAbsence', ...absence };
    given(registered)
      .when(declare)
      .then({ ...declared, keyId: SYSTEM_KEY_ID });
    given(registered, declared).when(declare).refused('absence-overlap');
    given(registered)
      .when({ ...declare, deputy: SELF })
      .refused('own-deputy');
    given(registered)
      .when({ ...declare, to: on('2026-07-05') })
      .refused('ends-before-it-begins');
    const cancel: ProfessionalCommand = { type: 'CancelAbsence', absence: id(1) };
    const cancelled = { type: 'AbsenceCancelled', data: { absence: id(1) } } as const;
    given(registered, declared)
      .when(cancel)
      .then({ ...cancelled, keyId: SYSTEM_KEY_ID });
    given(registered, declared, cancelled).when(cancel).refused('already-ended');
    given(registered, declared, cancelled)
      .when(declare)
      .then({ ...declared, keyId: SYSTEM_KEY_ID });
  });

  it('breaks the glass for a coded reason and a limited time, on record for ever', () => {
    const elevate: ProfessionalCommand = { type: 'ElevateAccess', beneficiaryId: OTHER, reason: 'safety', hours: 4 };
    const elevated = {
      type: 'AccessElevated',
      data: { beneficiaryId: OTHER, reason: 'safety', until: NOW + 4 * 3_600_000 },
    } as const;
    const holder = given(registered, mandate('2026-06-16'));
    holder.when(elevate).then({ ...elevated, keyId: SYSTEM_KEY_ID });
    holder.when({ ...elevate, reason: 'curiosity' }).refused('unknown-code');
    holder.when({ ...elevate, hours: 73 }).refused('out-of-range');
    holder.when({ ...elevate, hours: 0.5 }).refused('out-of-range');
    given(registered).when(elevate).refused('no-mandate-to-elevate');
    given(registered, mandate('2026-06-17')).when(elevate).refused('no-mandate-to-elevate');
    given(registered, mandate('2026-01-01', '2026-06-15')).when(elevate).refused('no-mandate-to-elevate');
    given(registered, elevated)
      .when({ type: 'VoidProfessionalEntry', eventId: id(1), why: 'x' })
      .refused('elevation-not-voidable');
  });
});

const DAYS = 12;
const anyDay = fc.nat({ max: DAYS }).map((days) => addDays(on('2026-06-10'), days));
const anyCommand: fc.Arbitrary<ProfessionalCommand> = fc.oneof(
  fc.record(
    {
      type: fc.constant('GrantMandate' as const),
      role: fc.constantFrom(...ROLES),
      structure: fc.constantFrom(MISSION, OTHER),
      territory: fc.constant(TERRITORY),
      from: anyDay,
      to: anyDay,
    },
    { requiredKeys: ['type', 'role', 'from'] },
  ) as fc.Arbitrary<ProfessionalCommand>,
  fc.record({ type: fc.constant('EndMandate' as const), mandate: fc.nat({ max: 8 }).map(id), on: anyDay }),
  fc.record({ type: fc.constant('DeclareAbsence' as const), from: anyDay, to: anyDay, deputy: fc.constant(OTHER) }),
  fc.record({ type: fc.constant('CancelAbsence' as const), absence: fc.nat({ max: 8 }).map(id) }),
  fc.record({
    type: fc.constant('VoidProfessionalEntry' as const),
    eventId: fc.nat({ max: 8 }).map(id),
    why: fc.constant('x'),
  }),
);

/** Oracle: whether a mandate is held on a day, straight from the events and the sentence that defines them. */
function heldByOracle(events: readonly StoredEvent<ProfessionalEvent>[], mandateId: string, day: CivilDate): boolean {
  const inForce = unvoided(events);
  const granted = inForce.find((event) => event.eventId === mandateId);
  if (granted?.type !== 'MandateGranted') return false;
  const end = inForce.find((event) => event.type === 'MandateEnded' && event.data.mandate === mandateId);
  if (end?.type === 'MandateEnded') return granted.data.from <= day && day < end.data.on;
  return granted.data.from <= day && (granted.data.to === undefined || day <= granted.data.to);
}

describe('any history of a professional', () => {
  it('keeps every invariant, and holds each mandate on the days its events say', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 14 }), (commands) => {
        let events = stored([registered]);
        for (const command of commands) {
          try {
            const decided = decider.decide(command, events, CONTEXT);
            events = stored([...events, ...decided]);
            accepted += 1;
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            refused += 1;
          }
        }
        expect(professionalViolations(events)).toEqual([]);
        const { mandates } = professionalState(unvoided(events));
        for (let day = on('2026-06-08'); day < on('2026-06-26'); day = addDays(day, 1)) {
          const held = mandates.filter((each) => heldOn(each, day)).map((each) => each.id);
          const expected = events.map((event) => event.eventId).filter((each) => heldByOracle(events, each, day));
          expect(held).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  it('counts today in the zone, not in that of the process', () => {
    expect(dateAt(NOW, 'Europe/Paris')).toBe('2026-06-16');
    expect(dateAt(NOW, 'America/Martinique')).toBe('2026-06-15');
  });
});
