import type { DomainEvent } from '@jalons/event-log';
import {
  checkDayInRange,
  codeOn,
  containsNir,
  DomainError,
  invalidField,
  isZone,
  parseCivilDate,
  type CivilDate,
  type Codes,
  type NomenclatureEntry,
  type NomenclatureName,
} from '@jalons/kernel';
import type { TimeOfDay } from './recording.js';
import type { Labelled, Moment, OrUnknown } from './values.js';

/** Longest free text, in characters. */
export const MAX_TEXT = 2_000;
/** Longest label or title, in characters. */
export const MAX_LABEL = 200;

/** What the decider asks of the nomenclatures: beside the codes, their validity and further columns. */
export interface CodedLists extends Codes {
  entry(list: NomenclatureName, code: string): NomenclatureEntry | null;
}

/** How the data of each type of step is checked on its own, before the whole stream is judged with it. */
export type ChecksOf<E extends DomainEvent> = {
  readonly [Type in E['type']]: (data: Extract<E, { type: Type }>['data'], check: FieldChecks) => void;
};

/**
 * Checks the fields of one step. Each refusal names its field (JSON pointer) and the way out, and never holds the value.
 * An absent value passes all of them but `required`.
 */
export class FieldChecks {
  constructor(
    private readonly lists: CodedLists,
    /** The day the step happened: codes must have been valid on it. */
    readonly on: CivilDate,
    /** The day of recording, in the territory's zone. */
    readonly today: CivilDate,
  ) {}

  /**
   * Data without which a step of its type says nothing, by name; all that are absent are told at once.
   * @param within JSON pointer of what holds them
   */
  required(data: Readonly<Record<string, unknown>>, within = ''): void {
    const message = 'Cette information manque : complétez-la.';
    const problems = Object.entries(data)
      .filter(([, value]) => value === undefined || value === null)
      .map(([name]) => ({ field: `${within}/${name}`, code: 'field-missing', message }));
    if (problems.length > 0) throw new DomainError('invalid', 'field-missing', message, problems);
  }

  /** The entry of a nomenclature, in force on the day of the step. */
  code(field: string, list: NomenclatureName, code: string): NomenclatureEntry {
    return codeOn(this.lists, field, list, code, this.on);
  }

  has(list: NomenclatureName, code: string): boolean {
    return this.lists.has(list, code);
  }

  optionalCode(field: string, list: NomenclatureName, code: string | undefined): void {
    if (code !== undefined) this.code(field, list, code);
  }

  codeOrUnknown(field: string, list: NomenclatureName, code: OrUnknown<string>): void {
    if (code !== 'unknown') this.code(field, list, code);
  }

  codes(field: string, list: NomenclatureName, codes: readonly string[]): void {
    codes.forEach((code, index) => this.code(`${field}/${index}`, list, code));
    if (new Set(codes).size < codes.length)
      throw invalidField(field, 'repeated-code', 'Chaque valeur ne figure qu’une fois.');
  }

  oneOf(field: string, values: readonly string[], value: string): void {
    if (!values.includes(value)) throw invalidField(field, 'unknown-value', 'Choisissez une des valeurs proposées.');
  }

  /** Free text: written, not too long, and without a NIR (security.md § 3). */
  text(field: string, text: string | undefined, longest = MAX_TEXT): void {
    if (text === undefined) return;
    if (text.trim() === '') throw invalidField(field, 'text-empty', 'Ce texte est vide : complétez-le ou retirez-le.');
    if (text.length > longest) throw invalidField(field, 'text-too-long', `Ne dépassez pas ${longest} caractères.`);
    if (containsNir(text)) {
      throw invalidField(field, 'nir-forbidden', 'Un numéro de sécurité sociale ne doit pas être saisi : retirez-le.');
    }
  }

  label(field: string, label: string | undefined): void {
    this.text(field, label, MAX_LABEL);
  }

  labelled(field: string, value: Labelled | undefined): void {
    if (value === undefined) return;
    this.required({ label: value.label }, field);
    this.label(`${field}/label`, value.label);
  }

  /** A day that exists, of those that everything can count with. */
  day(field: string, day: CivilDate | undefined): void {
    if (day === undefined) return;
    if (parseCivilDate(day) === null) {
      throw invalidField(field, 'not-a-day', 'Saisissez une date qui existe, par exemple 2026-03-31.');
    }
    checkDayInRange(field, day);
  }

  dayOrUnknown(field: string, day: OrUnknown<CivilDate> | undefined): void {
    if (day !== 'unknown') this.day(field, day);
  }

  /** Two days of which the second is not before the first; one that is absent or unknown is not compared. */
  notBefore(field: string, day: OrUnknown<CivilDate> | undefined, earliest: OrUnknown<CivilDate>): void {
    this.dayOrUnknown(field, day);
    if (day === undefined || day === 'unknown' || earliest === 'unknown' || day >= earliest) return;
    throw invalidField(field, 'dates-reversed', 'Cette date précède celle dont elle est la suite : vérifiez les deux.');
  }

  notInTheFuture(field: string, day: OrUnknown<CivilDate> | undefined): void {
    this.dayOrUnknown(field, day);
    if (day === undefined || day === 'unknown' || day <= this.today) return;
    throw invalidField(field, 'in-the-future', 'Cette date ne peut pas être dans le futur.');
  }

  time(field: string, at: TimeOfDay | undefined): void {
    if (at === undefined) return;
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at.time)) {
      throw invalidField(`${field}/time`, 'not-a-time', 'Indiquez une heure, par exemple : 14:30.');
    }
    if (!isZone(at.zone)) throw invalidField(`${field}/zone`, 'unknown-zone', 'Ce fuseau horaire est inconnu.');
  }

  /** A day to come; its time and zone stand together or not at all. */
  moment(field: string, { on, time, zone }: Moment): void {
    this.required({ on }, field);
    this.day(`${field}/on`, on);
    this.notBefore(`${field}/on`, on, this.on);
    if (time === undefined && zone === undefined) return;
    this.time(field, { time: time ?? '', zone: zone ?? '' });
  }
}
