import { frenchDay } from '@jalons/event-log';
import { caseNumberOf, type CivilDate, type Uuid } from '@jalons/kernel';
import type { DigestContent, DigestSection } from '@jalons/notify';
import { levelName } from '../explain/texts.js';
import { LEVELS, type Level } from '../rule-set/rule-set.js';

/** Why an alert is told of: new, shown again after it was put off, or left unseen. */
export type Occasion = 'raised' | 'shown-again' | 'escalated';

/** An alert as a digest tells it: a reason would say too much of a person. */
export interface ToldAlert {
  readonly parcours: Uuid;
  readonly level: Level;
  readonly raisedOn: CivilDate;
  /** Among many at once: of an import, of other rules, of a long stop. */
  readonly backlog: boolean;
  readonly occasion: Occasion;
}

/** Lines of one section: a mail is read on a phone. */
const LISTED = 20;
const PAGE = '/alertes';

type Section = Occasion | 'backlog';

const SECTIONS: readonly Section[] = ['raised', 'shown-again', 'backlog', 'escalated'];

const TITLES: Readonly<Record<Section, (n: number) => string>> = {
  raised: (n) => (n === 1 ? 'Une nouvelle alerte' : `${n} nouvelles alertes`),
  'shown-again': (n) => (n === 1 ? 'Une alerte reportée revient' : `${n} alertes reportées reviennent`),
  backlog: (n) =>
    n === 1
      ? 'Une alerte après un import, un changement de règles ou un arrêt'
      : `${n} alertes d’un coup, après un import, un changement de règles ou un arrêt`,
  escalated: (n) =>
    n === 1
      ? 'Une alerte que personne n’a consultée dans les délais'
      : `${n} alertes que personne n’a consultées dans les délais`,
};

/**
 * What a digest says of alerts, the gravest first.
 * @param others open alerts of the same person that an earlier digest told of
 */
export function digestText(alerts: readonly ToldAlert[], others: number): DigestContent {
  const n = alerts.length;
  return {
    subject: n === 1 ? 'Jalons : une alerte à voir' : `Jalons : ${n} alertes à voir`,
    sections: SECTIONS.flatMap((section) => sectionOf(section, alerts)),
    ...(others > 0 && { rest: restOf(others) }),
    path: PAGE,
  };
}

function sectionOf(section: Section, alerts: readonly ToldAlert[]): readonly DigestSection[] {
  const own = alerts.filter((alert) => sectionFor(alert) === section).toSorted(gravestFirst);
  if (own.length === 0) return [];
  const more = own.length - LISTED;
  return [
    {
      title: TITLES[section](own.length),
      lines: own.slice(0, LISTED).map(lineOf),
      ...(more > 0 && { more: more === 1 ? 'Et une autre.' : `Et ${more} autres.` }),
    },
  ];
}

function sectionFor({ occasion, backlog }: ToldAlert): Section {
  return occasion === 'raised' && backlog ? 'backlog' : occasion;
}

/** Of one that was left unseen, the coordinator hears how long and nothing of what it says (risk.md § 3). */
function lineOf({ parcours, level, raisedOn, occasion }: ToldAlert): string {
  const since = `depuis le ${frenchDay(raisedOn)}`;
  if (occasion === 'escalated') return `${caseNumberOf(parcours)}, sans réponse ${since}`;
  return `${caseNumberOf(parcours)}, ${levelName(level).toLocaleLowerCase('fr')}, ${since}`;
}

function restOf(others: number): string {
  return others === 1
    ? 'Une autre alerte, déjà annoncée, reste ouverte.'
    : `${others} autres alertes, déjà annoncées, restent ouvertes.`;
}

function gravestFirst(a: ToldAlert, b: ToldAlert): number {
  const grave = LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level);
  if (grave !== 0) return grave;
  if (a.raisedOn !== b.raisedOn) return a.raisedOn < b.raisedOn ? -1 : 1;
  return a.parcours < b.parcours ? -1 : 1;
}
