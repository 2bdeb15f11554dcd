import {
  lifeOf,
  referenceViolations,
  type Life,
  type LifeEvent,
  type LifeRules,
  type ReferencesOf,
  type Violation,
} from '@jalons/event-log';
import { ACTION_REFERENCES, actionViolations } from './actions/actions.rules.js';
import { CONTACT_REFERENCES, contactViolations } from './contact/contact.rules.js';
import { EMPLOYMENT_REFERENCES, employmentViolations } from './employment/employment.rules.js';
import { entryViolations } from './entry/entry.rules.js';
import { EXIT_REFERENCES, exitViolations } from './exit/exit.rules.js';
import { ORIENTATION_REFERENCES, orientationViolations } from './orientation/orientation.rules.js';
import type { ParcoursEvent, ParcoursStep } from './parcours.events.js';
import { PARTICIPATION_REFERENCES, participationViolations } from './participation/participation.rules.js';
import { PAUSE_REFERENCES, pauseViolations } from './pause/pause.rules.js';
import { SITUATION_REFERENCES, situationViolations } from './situation/situation.rules.js';
import { referencesIn, type ReferencesOfFamily } from './steps/references.js';
import { TRAINING_REFERENCES, trainingViolations } from './training/training.rules.js';

/** Opening first, exit last, and a reopening that removes the exit it names (domain.md § 2). */
export const PARCOURS_RULES: LifeRules<ParcoursEvent> = {
  openings: new Set(['ParcoursOpened']),
  exits: new Set(['ParcoursExited']),
  byPosition: new Set(),
  reopens: (event) => (event.type === 'ParcoursReopened' ? event.data.exit : undefined),
};

const REFERENCES: ReferencesOfFamily<ParcoursStep> = {
  ...PARTICIPATION_REFERENCES,
  ...SITUATION_REFERENCES,
  ...CONTACT_REFERENCES,
  ...ORIENTATION_REFERENCES,
  ...TRAINING_REFERENCES,
  ...EMPLOYMENT_REFERENCES,
  ...ACTION_REFERENCES,
  ...PAUSE_REFERENCES,
  ...EXIT_REFERENCES,
};

/** The entries that a step closes, answers, cancels or follows. */
export const parcoursReferences: ReferencesOf<ParcoursEvent> = (event) =>
  event.type === 'EntryVoided' ? [] : referencesIn(REFERENCES, event as LifeEvent<ParcoursStep>);

const INVARIANTS: readonly ((life: Life<ParcoursEvent>) => readonly Violation[])[] = [
  entryViolations,
  participationViolations,
  situationViolations,
  contactViolations,
  orientationViolations,
  trainingViolations,
  employmentViolations,
  actionViolations,
  pauseViolations,
  exitViolations,
];

const lives = new WeakMap<readonly LifeEvent<ParcoursEvent>[], Life<ParcoursEvent>>();

/** The life that a parcours tells; folded once per array, whose entries must not change afterwards. */
export function parcoursLife(events: readonly LifeEvent<ParcoursEvent>[]): Life<ParcoursEvent> {
  const known = lives.get(events);
  if (known !== undefined) return known;
  const life = lifeOf(events, PARCOURS_RULES);
  lives.set(events, life);
  return life;
}

/** Every invariant of domain.md § 3 that a parcours breaks, whatever part of its stream is given. */
export function parcoursViolations(events: readonly LifeEvent<ParcoursEvent>[]): readonly Violation[] {
  const life = parcoursLife(events);
  return [
    ...referenceViolations(life, parcoursReferences),
    ...INVARIANTS.flatMap((violationsOf) => violationsOf(life)),
  ];
}
