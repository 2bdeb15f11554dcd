import type { RuleInstance, RuleSet, Surroundings } from '@jalons/dropout-risk';
import { addDays, civilDateOf, isDomainError, type CivilDate, type Instant } from '@jalons/kernel';
import type { ParcoursCommand, ParcoursEntries, ParcoursEntry, ParcoursEvent } from '@jalons/parcours';
import fc from 'fast-check';
import { testId } from '../given.js';
import { commandOf, OPEN, wishes, type Wish } from '../parcours-commands.js';
import { decider, OTHER_PROFESSIONAL, REFERENT, STRUCTURE } from '../parcours.js';
import { DEFAULT_RULES } from './story.js';

/** Days of a wish are spread out, so that delays of weeks and months come about. */
const SPREAD = 5;
const END = Date.parse('2027-12-31T10:00:00Z');
const OPENED_ON = civilDateOf('2026-01-01');
const NOON = 12 * 3_600_000;

/** A parcours as its decider lets it grow, of steps that rules speak of; each known some time after it happened. */
export class RandomParcours {
  private told: ParcoursEntries = [];

  constructor(all: readonly Wish[]) {
    this.append(OPEN);
    for (const wish of all) {
      this.append(varied(commandOf(spread(wish), this.known, this.mend), wish));
    }
  }

  /** In the order of the stream; `recordedAt` grows with it, some were known before they were recorded. */
  get entries(): readonly ParcoursEntry[] {
    return this.told as unknown as readonly ParcoursEntry[];
  }

  private append(command: ParcoursCommand): void {
    try {
      for (const event of decider.decide(command, this.told, { now: END, zone: 'Europe/Paris' })) {
        const revision = this.told.length;
        const happened = Date.parse(`${event.occurredOn}T00:00:00Z`) + NOON;
        const recordedAt = Math.max(happened, (this.told.at(-1)?.recordedAt ?? 0) + 1);
        const stored = {
          ...event,
          ...{ eventId: testId(9000 + revision), revision, recordedAt, erased: false },
          ...(revision % 5 === 4 && event.type !== 'EntryVoided' && { knownAt: happened }),
        };
        this.told = decider.evolve(this.told, stored as unknown as ParcoursEntries[number]);
      }
    } catch (error) {
      if (!isDomainError(error)) throw error;
    }
  }

  private readonly known = (type: ParcoursEvent['type'], pick: number) => {
    const found = this.told.filter((entry) => entry.type === type);
    return found.length === 0 ? testId(1) : found.at(-1 - (pick % found.length))!.eventId;
  };

  private readonly mend = ({ name, pick, offset }: Wish): ParcoursCommand => {
    const entry = this.told[Math.abs(pick * 7 + offset) % this.told.length]!;
    const { eventId, type, data } = entry;
    if (name === 'VoidEntry' || type === 'EntryVoided') return { type: 'VoidEntry', eventId, why: 'erreur' };
    const occurredOn = addDays(entry.occurredOn, (offset % 9) - 4);
    const replacement = { type, data, occurredOn } as Extract<ParcoursCommand, { type: 'CorrectEntry' }>['replacement'];
    return { type: 'CorrectEntry', eventId, why: 'date fausse', replacement };
  };
}

/** Contacts that reach nobody, jobs that break, trainings left for a job: what the wishes of other specs never ask. */
function varied(command: ParcoursCommand, { pick, length }: Wish): ParcoursCommand {
  if (!('data' in command)) return command;
  const data = command.data as object;
  const more = (changes: object) => ({ ...command, data: { ...data, ...changes } }) as unknown as ParcoursCommand;
  switch (command.type) {
    case 'AttemptContact':
      return more({
        reached: ['person', 'nobody', 'nobody', 'third-party'][length % 4],
        channel: ['phone', 'sms'][pick % 2],
        ...(length % 8 === 0 && { outcome: 'no-further-contact' }),
      });
    case 'EndJob':
      return more({ reason: ['term', 'resigned', 'left-for-another-job', 'trial-broken-by-employer'][length % 4] });
    case 'AbandonTraining':
      return more({ reason: ['financial', 'return-to-employment'][length % 2] });
    case 'ExitParcours':
      return more({ reason: ['abandonment', 'moved', 'unreachable'][length % 3] });
    default:
      return command;
  }
}

function spread(wish: Wish): Wish {
  return { ...wish, offset: wish.offset * SPREAD, length: wish.length * 2 };
}

export const randomParcours = wishes.map((all) => new RandomParcours(all));

const day = (min: number, max: number) => fc.integer({ min, max }).map((offset) => addDays(OPENED_ON, offset));
const held = fc
  .tuple(day(-100, 300), fc.option(fc.integer({ min: 0, max: 200 })))
  .map(([from, length]) => ({ from, until: length === null ? null : addDays(from, length) }));

/** Mandates that end, absences with deputies who are away too, in both of two colleagues. */
export const randomColleagues: fc.Arbitrary<Surroundings['professionals']> = fc
  .array(fc.tuple(fc.array(held, { maxLength: 3 }), fc.array(held, { maxLength: 3 })), { minLength: 2, maxLength: 2 })
  .map(
    (both) =>
      new Map(
        both.map(([mandates, absences], index) => [
          [REFERENT, OTHER_PROFESSIONAL][index]!,
          {
            mandates: mandates.map((period, n) => ({
              id: testId(60 + 10 * index + n),
              structure: STRUCTURE,
              ...period,
            })),
            absences: absences.map(({ from, until }, n) => ({
              ...{ id: testId(80 + 10 * index + n), from, until: until ?? addDays(from, 30) },
              deputy: [OTHER_PROFESSIONAL, REFERENT][index]!,
            })),
          },
        ]),
      ),
  );

/** Contacts in other parcours of the person, each known at noon of its day. */
export const randomContactsElsewhere = fc
  .array(day(0, 300), { maxLength: 3 })
  .map((days) =>
    days.map((on, n) => ({ id: testId(500 + n), eventId: testId(500 + n), on, at: Date.parse(`${on}T12:00:00Z`) })),
  );

/** The default rules, their delays drawn anew, short ones more often: boundaries meet. */
export const randomRules: fc.Arbitrary<RuleSet> = fc
  .array(fc.integer({ min: 0, max: 50 }), { minLength: 20, maxLength: 20 })
  .map((drawn) => {
    let next = 0;
    const draw = () => drawn[(next += 1) % drawn.length]!;
    const redrawn = (value: unknown, name: string): unknown => {
      if (typeof value === 'number') return /attempts|channels|inARow|count/.test(name) ? 1 + (draw() % 3) : draw();
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redrawn(member, key)]));
    };
    const rules: readonly RuleInstance[] = DEFAULT_RULES.rules.map((rule) => ({
      ...rule,
      params: redrawn(rule.params, 'params'),
    }));
    return { ...DEFAULT_RULES, rules, appointment: { withinDays: draw(), graceWorkingDays: draw() % 8 } };
  });

export const ZONES = ['Europe/Paris', 'Indian/Reunion', 'Pacific/Noumea', 'America/Miquelon', 'Africa/Cairo'] as const;

/** The days of a random parcours and of what its rules wait for. */
export const LAST_DAY: CivilDate = addDays(OPENED_ON, 520);
export const FIRST_INSTANT: Instant = Date.parse(`${OPENED_ON}T12:00:00Z`);
