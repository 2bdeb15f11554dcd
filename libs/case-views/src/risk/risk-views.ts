import type { ScopedDatabase } from '@jalons/database';
import {
  explain,
  loadCalendar,
  Midnights,
  pastFacts,
  rulesThen,
  type Moment,
  type RiskPast,
  type RuleSetEvent,
} from '@jalons/dropout-risk';
import type { EventLog, EventStore, Position, StoredEvent } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { type CivilDate, dateAt, endOfDay, type Instant, invalidField, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Language } from '@jalons/territory';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor, type Ties } from '../access/relation.js';
import { unknownParcours } from '../timeline/parcours-views.js';
import { type RiskView, toldRisk } from './risk-view.js';

export interface RiskViewsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly store: Pick<EventStore, 'load'>;
  readonly log: Pick<EventLog, 'head'>;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
}

export interface RiskAsked {
  /** Today by default. */
  readonly on?: CivilDate;
  /** What the log held up to there; all of it by default. */
  readonly position?: Position;
}

/** $1 parcours. The function applies the scope of the session. */
const PAST = `
  SELECT told.past, place.zone
    FROM (SELECT read.risk_past($1) AS past) told
    LEFT JOIN read.territories place ON place.territory = (told.past ->> 'territory')::uuid`;

/** $1 parcours, $2 day, $3 instant: the alert that was open then. */
const OPEN_ALERT = `
  SELECT raised.alert AS id, raised.n FROM read.risk_alerts raised
   WHERE raised.parcours = $1 AND NOT raised.shadow AND raised.raised_on <= $2
     AND (raised.ended_ms IS NULL OR raised.ended_ms > $3)
   ORDER BY raised.n DESC LIMIT 1`;

type Past = RiskPast &
  Omit<Ties, 'referent' | 'receivers'> & { readonly beneficiary: Uuid; readonly territory: Uuid | null };

/** Why somebody was flagged on a day, or why not: replayed from what was known then (risk.md § 4). */
export class RiskViews {
  private readonly calendar = loadCalendar();
  private readonly zones = new Map<string, Midnights>();

  constructor(private readonly parts: RiskViewsParts) {}

  /** Refused as unknown where the parcours is not open to the reader, and for a day to come. */
  async view(reader: Reader, parcours: Uuid, asked: RiskAsked, language: Language): Promise<RiskView> {
    const { database, store, log, clock } = this.parts;
    const { token } = reader.scope;
    const now = clock.now();
    const [{ rows }, head] = await Promise.all([
      database.query<{ past: Past | null; zone: string | null }>(token, PAST, [parcours], { name: 'risk_past_1' }),
      log.head(),
    ]);
    const { past, zone = this.parts.zone } = rows[0] as { past: Past | null; zone: string };
    if (past === null) throw unknownParcours();
    const counted = zone ?? this.parts.zone;
    const { on, moment } = momentOf(asked, now, counted);
    const midnights = this.midnightsOf(counted);
    const facts = pastFacts(parcours, past, moment, { calendar: this.calendar, midnights });
    await this.note(reader, parcours, past, facts?.referents.find(({ to }) => to === null)?.professional ?? null, now);
    const [rules, alerts] = await Promise.all([
      past.territory === null ? [] : store.load(`ruleSet-${past.territory}`),
      database.query<{ id: Uuid; n: number }>(token, OPEN_ALERT, [parcours, on, moment.at], {
        name: 'risk_alert_then_1',
      }),
    ]);
    const ruleSet = rulesThen(rules as unknown as readonly StoredEvent<RuleSetEvent>[], moment);
    const own = past.parcours.find(({ id }) => id === parcours)?.entries ?? [];
    const days = new Map(own.map(({ eventId, occurredOn }) => [eventId, occurredOn]));
    const explained = facts === null ? null : explain(facts, ruleSet, moment.at);
    return {
      ...{ parcoursId: parcours, on, position: asked.position ?? head?.position ?? null, known: facts !== null },
      ruleSet: { version: ruleSet.version, label: ruleSet.label[language] },
      ...toldRisk(explained, days, counted, language),
      alert: alerts.rows[0] ?? null,
    };
  }

  /** The line in the access journal, before anything is told. */
  private async note(reader: Reader, parcours: Uuid, past: Past, referent: Uuid | null, now: Instant): Promise<void> {
    const reason = reasonFor(reader.scope, { ...past, referent });
    if (reason === null) throw unknownParcours();
    const subjects = [{ subject: past.beneficiary, reason }];
    await this.parts.journal.record(accessOf(reader, 'parcours-risk', subjects, past.viewers, now));
  }

  private midnightsOf(zone: string): Midnights {
    const known = this.zones.get(zone) ?? new Midnights(zone);
    this.zones.set(zone, known);
    return known;
  }
}

/** The end of a past day; now, for today. */
function momentOf(
  { on, position = null }: { readonly on?: CivilDate; readonly position?: Position | null },
  now: Instant,
  zone: string,
): { readonly on: CivilDate; readonly moment: Moment } {
  const today = dateAt(now, zone);
  if (on !== undefined && on > today)
    throw invalidField('/on', 'not-come', 'Choisissez un jour passé, ou aujourd’hui.');
  const past = on !== undefined && on < today;
  return { on: on ?? today, moment: { at: past ? endOfDay(on, zone) : now, position } };
}
