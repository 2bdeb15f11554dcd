import { inWords, ruleName, type HeldCause, type Level } from '@jalons/dropout-risk';
import { dateAt, type CivilDate, type Uuid } from '@jalons/kernel';
import type { Language } from '@jalons/territory';
import type { DirectoryNames, Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';
import type { AlertRow, ToldFlag } from './alert-pages.js';

/** An entry that an alert rests on; the day is null where the reader may not see it. */
export interface Evidence {
  readonly eventId: Uuid;
  readonly on: CivilDate | null;
}

/** Why an alert was raised, in words. */
export interface AlertCauseItem {
  readonly instance: string;
  readonly rule: string;
  readonly why: string;
  /** The day that it tells of; null where the rule holds no more. */
  readonly since: CivilDate | null;
  /** The day since which it holds. */
  readonly dueOn: CivilDate | null;
  readonly clearedBy: readonly string[];
  readonly mutedBy: string | null;
  readonly addedOn: CivilDate;
  /** The structure whom it concerns before the referent. */
  readonly first: Named | null;
  readonly evidence: readonly Evidence[];
}

/** An alert as a screen shows it. */
export interface AlertItem {
  /** Of the alerts of this parcours. */
  readonly id: Uuid;
  /** Which of them, from 1. */
  readonly n: number;
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly displayName: string;
  readonly level: Level;
  readonly suspended: boolean;
  readonly raisedOn: CivilDate;
  readonly backlog: boolean;
  readonly ruleSetVersion: number;
  readonly seenOn: CivilDate | null;
  readonly inCharge: { readonly by: Named; readonly on: CivilDate } | null;
  readonly snoozedUntil: CivilDate | null;
  readonly escalatedOn: CivilDate | null;
  readonly ended: {
    readonly on: CivilDate;
    readonly by: Named | null;
    readonly outcome: string | null;
    readonly kind: string | null;
  } | null;
  readonly referent: Named | null;
  /** Stands in for the referent today. */
  readonly deputy: Named | null;
  readonly structure: Named | null;
  /** Of an orientation that waits for the reader, who may not open the parcours. */
  readonly received: boolean;
  readonly causes: readonly AlertCauseItem[];
  readonly revision: number;
}

/** What an item is told with: names, days of entries, the zone in which instants are days, and a language. */
export interface Telling {
  readonly names: DirectoryNames;
  readonly days: ReadonlyMap<Uuid, CivilDate>;
  readonly zone: string;
  readonly language: Language;
}

export function alertItem(row: AlertRow, telling: Telling): AlertItem {
  const { names, zone } = telling;
  const dayOf = (instant: number | null) => (instant === null ? null : dateAt(instant, zone));
  const named = (id: Uuid | null) => (id === null ? null : names.professional(id));
  const structure = structureOf(row);
  return {
    ...{ id: row.alert, n: row.n, parcoursId: row.parcours, beneficiaryId: row.beneficiary },
    displayName: displayNameOf(row.given_name, row.family_name),
    ...{ level: row.level, suspended: row.suspended, raisedOn: row.raised_on, backlog: row.backlog },
    ruleSetVersion: row.rule_set_version,
    seenOn: dayOf(row.seen_ms),
    inCharge:
      row.in_charge_by === null
        ? null
        : { by: names.professional(row.in_charge_by), on: dateAt(row.in_charge_ms!, zone) },
    snoozedUntil: row.snoozed_until,
    escalatedOn: dayOf(row.escalated_ms),
    ended:
      row.ended_ms === null
        ? null
        : { on: dateAt(row.ended_ms, zone), by: named(row.ended_by), outcome: row.outcome, kind: row.kind },
    referent: named(row.referent),
    deputy: named(row.deputy),
    structure: structure === null ? null : names.structure(structure),
    received: row.received === true,
    causes: row.causes.map((cause) => causeItem(cause, flagOf(cause, row), telling)),
    revision: row.revision,
  };
}

/** The referent's structure, else the first that takes part. */
export function structureOf({ referent_structure: referents, viewers }: AlertRow): Uuid | null {
  return referents ?? viewers[0] ?? null;
}

/** The flag that the last review found for a cause; what is over has none any more. */
export function flagOf({ instance, anchor }: HeldCause, { flags, ended_ms: endedAt }: AlertRow): ToldFlag | undefined {
  if (endedAt !== null) return undefined;
  return flags?.find((flag) => flag.instance === instance && flag.anchor === anchor);
}

function causeItem(cause: HeldCause, flag: ToldFlag | undefined, { names, days, language }: Telling): AlertCauseItem {
  const { instance, rule, addedOn } = cause;
  const first = flag?.structure ?? null;
  const words = flag === undefined ? null : inWords(flag, language);
  const evidence = (flag ?? cause).evidence.map((eventId) => ({ eventId, on: days.get(eventId) ?? null }));
  return {
    ...{ instance, rule, why: words?.why ?? `${ruleName(rule, language)}.` },
    ...{ since: flag?.since ?? null, dueOn: flag?.dueOn ?? null, clearedBy: words?.clearedBy ?? [] },
    ...{ mutedBy: words?.mutedBy ?? null, addedOn },
    first: first === null ? null : names.structure(first),
    evidence,
  };
}
