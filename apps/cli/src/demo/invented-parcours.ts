import { addDays, addMonths, type CivilDate } from '@jalons/kernel';
import type { Chance } from './chance.js';

/** A row of a file in our own format (docs/reference/import-format.md), by column. */
export type Row = Readonly<Record<string, string>>;

export interface InventedParcours {
  readonly structure: string;
  readonly enteredOn: CivilDate;
  readonly channel: string;
  readonly exit?: {
    readonly on: CivilDate;
    readonly knownOn: CivilDate;
    readonly reason: string;
    readonly contract?: string;
  };
  /** Without the column that names the parcours. */
  readonly steps: readonly Row[];
}

export const STRUCTURES = [
  'Mission locale du Mirail (démonstration)',
  'France Travail Bellefontaine (démonstration)',
  'PLIE (démonstration)',
  'Association Reynerie Emploi (démonstration)',
] as const;

const TRAININGS = [
  ['Français à visée professionnelle', 'non', 90],
  ['Agent de restauration', 'oui', 150],
  ['Cariste', 'oui', 45],
  ['Auxiliaire de vie', 'oui', 240],
  ['Découverte du numérique', 'non', 30],
] as const;
const NEED = 'choisir-un-metier--confirmer-son-choix-de-metier';
const CHANNELS = ['outreach', 'orientation', 'walk-in', 'public-event', 'prescriber', 'word-of-mouth'];

/** How long ago entries may lie, and how often a step is entered later than its day. */
export interface InventedHistory {
  readonly days: number;
  readonly lateShare: number;
}

const TWO_YEARS: InventedHistory = { days: 730, lateShare: 0.3 };

/**
 * One person's parcours up to today, within two years by default: entries all along, contacts that space out, handovers that wait, trainings, jobs and exits,
 * with delays of entry as offices have them. Plausible and no more: no figure of it says anything of a real territory.
 */
export function inventParcours(chance: Chance, today: CivilDate, history = TWO_YEARS): InventedParcours {
  const structure = chance.pick(STRUCTURES);
  const enteredOn = addDays(today, -chance.between(5, history.days));
  const story = new Story(chance, today, enteredOn, history.lateShare);
  story.begin();
  if (chance.happens(0.45)) story.handOver(structure);
  const fate = chance.next();
  if (fate < 0.3) story.train();
  if (fate < 0.2) story.work();
  if (fate > 0.8) story.fade();
  else story.keepInTouch(fate < 0.6 ? 24 : 40);
  const exit = fate > 0.86 ? story.lost() : fate < 0.2 ? story.hired() : undefined;
  return {
    ...{ structure, enteredOn, channel: chance.pick(CHANNELS), steps: story.rows(exit?.on) },
    ...(exit !== undefined && { exit }),
  };
}

/** When an entry is made: most of them the same day, some within a week, a few after a month. */
export function inventKnownOn(chance: Chance, on: CivilDate, lateShare: number): CivilDate {
  const delay = chance.happens(1 - lateShare) ? 0 : chance.happens(0.8) ? chance.between(1, 8) : 30;
  return addDays(on, delay);
}

/** The steps of one parcours, as they come. */
class Story {
  private readonly steps: { readonly on: CivilDate; readonly row: Row }[] = [];
  private clock: CivilDate;
  private count = 0;
  private training: { readonly id: string; readonly endsOn: CivilDate } | undefined;
  private hiredOn: CivilDate | undefined;

  constructor(
    private readonly chance: Chance,
    private readonly today: CivilDate,
    enteredOn: CivilDate,
    private readonly lateShare: number,
  ) {
    this.clock = enteredOn;
  }

  begin(): void {
    const situation = this.chance.pick(['chômage', 'chômage', 'chômage', 'inactivité', 'emploi']);
    if (this.chance.happens(0.85)) this.add('Situation à l’entrée', { situation });
    this.pass(0, 6);
    this.add('Diagnostic', { nature: 'initial', besoin: NEED });
    if (this.chance.happens(0.5))
      this.add('Frein', { thème: 'mobilite', bloquant: this.chance.happens(0.3) ? 'oui' : 'non' });
    this.contact('in-person', true);
  }

  handOver(structure: string): void {
    this.pass(5, 40);
    const to = this.chance.pick(STRUCTURES.filter((other) => other !== structure));
    const orientation = this.add('Orientation', {
      ...{ structure, vers: to, dispositif: 'plie', 'droit commun': 'oui', besoin: NEED, accord: 'oui' },
      intitulé: 'Accompagnement renforcé vers un métier choisi (démonstration).',
    });
    this.pass(2, 25);
    if (this.chance.happens(0.15)) {
      this.add('Orientation refusée', { 'suite de': orientation, par: 'structure', motif: 'no-place' });
      return;
    }
    if (this.chance.happens(0.1)) return;
    this.add('Orientation acceptée', { 'suite de': orientation, structure: to });
    this.pass(3, 35);
    if (this.chance.happens(0.85)) this.add('Orientation commencée', { 'suite de': orientation, structure: to });
  }

  train(): void {
    this.pass(15, 80);
    const [title, qualifying, days] = this.chance.pick(TRAININGS);
    const endsOn = addDays(this.clock, days);
    const id = this.add('Formation commencée', {
      ...{ intitulé: title, organisme: 'Organisme de démonstration', qualifiante: qualifying, 'fin prévue': endsOn },
    });
    this.training = { id, endsOn };
    if (this.chance.happens(0.15)) {
      this.pass(10, 25);
      this.add('Formation abandonnée', { 'suite de': id, motif: 'personal' });
      this.training = undefined;
    }
  }

  work(): void {
    this.endTraining();
    this.pass(20, 60);
    const contract = this.chance.pick(['permanent', 'fixed-term', 'fixed-term', 'temporary']);
    const expectedEnd = contract === 'permanent' ? '' : addMonths(this.clock, this.chance.pick([3, 6, 7]));
    this.add('Emploi commencé', {
      ...{
        contrat: contract,
        'heures par semaine': this.chance.pick(['24', '35', '35']),
        employeur: 'Employeur de démonstration',
      },
      ...{ 'signé le': this.clock, 'fin prévue': expectedEnd },
    });
    this.hiredOn = this.clock;
  }

  keepInTouch(everyDays: number): void {
    this.endTraining();
    while (this.clock < this.today) {
      this.pass(Math.ceil(everyDays / 2), everyDays + 14);
      this.contact(this.chance.pick(['phone', 'in-person', 'sms']), this.chance.happens(0.85));
    }
  }

  fade(): void {
    this.endTraining();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      this.pass(8 * (attempt + 1), 16 * (attempt + 1));
      this.contact(attempt % 2 === 0 ? 'phone' : 'email', attempt === 0);
    }
  }

  lost(): InventedParcours['exit'] {
    this.pass(20, 70);
    if (this.clock >= this.today) return undefined;
    return {
      on: this.clock,
      knownOn: this.late(),
      reason: this.chance.pick(['unreachable', 'abandonment', 'unknown']),
    };
  }

  hired(): InventedParcours['exit'] {
    if (this.hiredOn === undefined) return undefined;
    const on = addDays(this.hiredOn, this.chance.between(5, 40));
    if (on >= this.today) return undefined;
    return { on, knownOn: this.late(on), reason: 'job', contract: this.hiredOn };
  }

  /** Steps up to today, and up to the exit where there is one. */
  rows(exitOn: CivilDate | undefined): readonly Row[] {
    const last = exitOn === undefined || exitOn > this.today ? this.today : exitOn;
    return this.steps.filter(({ on }) => on <= last).map(({ row }) => row);
  }

  private endTraining(): void {
    if (this.training === undefined) return;
    this.clock = this.training.endsOn;
    this.add('Formation terminée', { 'suite de': this.training.id });
    this.training = undefined;
  }

  private contact(canal: string, reached: boolean): void {
    this.add('Contact', { canal, joint: reached ? 'oui' : 'non' });
  }

  private add(étape: string, columns: Row): string {
    this.count += 1;
    const identifiant = String(this.count);
    const row = { étape, identifiant, date: this.clock, 'connue le': this.late(), ...columns };
    this.steps.push({ on: this.clock, row });
    return identifiant;
  }

  private pass(least: number, most: number): void {
    this.clock = addDays(this.clock, this.chance.between(least, most));
  }

  private late(on: CivilDate = this.clock): CivilDate {
    const known = inventKnownOn(this.chance, on, this.lateShare);
    return known > this.today ? this.today : known;
  }
}
