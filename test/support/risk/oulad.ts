import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { addDays, civilDateOf, projectRoot, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '@jalons/parcours';
import { parseCsvObjects } from 'hucre';

const FOLDER = join(projectRoot(), '../shared/reference/cohorts/oulad');

/** A registration of the Open University (Kuzilek, Hlosta, Zdrahal 2017, CC-BY 4.0), in days of its presentation. */
export interface Registration {
  readonly id: string;
  readonly module: string;
  /** The student, who may have several registrations. */
  readonly person: string;
  /** Day 0 of the presentation. */
  readonly start: CivilDate;
  readonly registeredOn: number;
  readonly withdrawnOn: number | null;
  /** By assessment, the day it was handed in. */
  readonly handedIn: ReadonlyMap<string, number>;
  /** Of the whole presentation: by assessment, the day it was due. */
  readonly due: ReadonlyMap<string, number>;
  readonly result: 'Pass' | 'Distinction' | 'Fail' | 'Withdrawn';
}

export function hasOulad(): boolean {
  return existsSync(FOLDER);
}

/** Every registration with a day of its own; the 45 without one are left out. */
export function readOulad(): readonly Registration[] {
  const results = new Map(
    csv('oulad_outcomes.csv.gz').map((row) => [row['parcours_id']!, row['final_result'] as Registration['result']]),
  );
  const rows = new Map<string, Record<string, string>[]>();
  for (const row of csv('oulad_events.csv.gz')) {
    const own = rows.get(row['parcours_id']!) ?? [];
    own.push(row);
    rows.set(row['parcours_id']!, own);
  }
  const due = new Map<string, Map<string, number>>();
  const told = [...rows].flatMap(([id, own]) => {
    const opening = own.find(({ type }) => type === 'INSCRIPTION')!;
    if (opening['jour'] === '') return [];
    const presentation = id.slice(0, id.lastIndexOf('-'));
    const dues = due.get(presentation) ?? new Map<string, number>();
    due.set(presentation, dues);
    const handedIn = new Map<string, number>();
    for (const { type, jour, payload } of own) {
      if (type !== 'ETAPE_RENDUE' || jour === '') continue;
      const { evaluation, echeance } = JSON.parse(payload!) as { evaluation: string; echeance: number | null };
      handedIn.set(evaluation, Number(jour));
      if (typeof echeance === 'number') dues.set(evaluation, echeance);
    }
    const withdrawal = own.find(({ type }) => type === 'ABANDON');
    return [
      {
        ...{ id, module: id.slice(0, 3), person: id.slice(id.lastIndexOf('-') + 1), handedIn, due: dues },
        start: addDays(civilDateOf(opening['date']!), -Number(opening['jour'])),
        registeredOn: Number(opening['jour']),
        withdrawnOn: withdrawal === undefined || withdrawal['jour'] === '' ? null : Number(withdrawal['jour']),
        result: results.get(id)!,
      },
    ];
  });
  return told;
}

function csv(file: string): readonly Record<string, string>[] {
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8');
  return parseCsvObjects<Record<string, string>>(text, { header: true }).data;
}

/**
 * What was known of a registration at the end of a day, as a parcours: what was handed in is a contact, and what was
 * due is an appointment, honoured or missed.
 */
export function parcoursOf(
  { start, registeredOn, handedIn, due }: Registration,
  day: number,
  person: Uuid,
): readonly ParcoursEntry[] {
  const told: { readonly type: ParcoursEvent['type']; readonly data: object; readonly on: number }[] = [
    {
      type: 'ParcoursOpened',
      data: { beneficiaryId: person, structure: person, entryChannel: 'other' },
      on: registeredOn,
    },
  ];
  for (const [assessment, dueOn] of due) {
    const handed = handedIn.get(assessment);
    if (dueOn < registeredOn) continue;
    const appointment = entryId(told.length);
    const scheduled = {
      ...{ type: 'AppointmentScheduled' as const, on: registeredOn },
      data: { at: { on: addDays(start, dueOn) }, with: { label: 'Établissement' } },
    };
    if (handed !== undefined && handed <= dueOn && handed >= registeredOn) {
      if (handed <= day) told.push(scheduled, { type: 'AppointmentHonoured', data: { appointment }, on: handed });
    } else if (dueOn <= day) told.push(scheduled, { type: 'AppointmentMissed', data: { appointment }, on: dueOn });
  }
  for (const [assessment, handed] of handedIn) {
    const dueOn = due.get(assessment);
    const late = dueOn === undefined || handed > dueOn;
    if (late && handed <= day && handed >= registeredOn) {
      told.push({ type: 'ContactAttempted', data: { channel: 'other', reached: 'person' }, on: handed });
    }
  }
  return told.map(({ type, data, on }, revision) => ({
    ...{ type, data, revision, eventId: entryId(revision) },
    occurredOn: addDays(start, on),
    recordedAt: Date.parse(`${addDays(start, on)}T12:00:00Z`),
  })) as unknown as readonly ParcoursEntry[];
}

/** Unique within one parcours, which is all that one at a time needs. */
function entryId(n: number): Uuid {
  return `entry-${n}`;
}
