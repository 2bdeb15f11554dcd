import { covers, holdsOn, overlappingPairs } from '@jalons/kernel';
import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import { assignmentsOf, membershipsOf, type Membership } from './participants.js';
import type { ParticipationEvent } from './participation.events.js';

const ORIENTATION = { field: 'orientation', types: ['OrientationProposed'] } as const;

export const PARTICIPATION_REFERENCES: ReferencesOfFamily<ParticipationEvent> = {
  ReferentAssigned: [ORIENTATION],
  ReferentReleased: [{ field: 'assignment', types: ['ReferentAssigned'] }],
  StructureJoined: [ORIENTATION],
  StructureLeft: [{ field: 'membership', types: ['StructureJoined', 'ParcoursOpened'] }],
};

const THREADS: readonly Thread<ParcoursEvent>[] = [
  {
    field: 'assignment',
    once: [['ReferentReleased']],
    ends: [],
    code: 'referent-released-twice',
    message: 'Ce référent n’accompagne déjà plus ce parcours.',
  },
  {
    field: 'membership',
    once: [['StructureLeft']],
    ends: [],
    code: 'structure-left-twice',
    message: 'Cette structure a déjà quitté ce parcours.',
  },
];

/**
 * One referent at a time, from a structure that takes part all that time; a structure joins once at a time; some structure
 * takes part every day, up to that of the exit.
 */
export function participationViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  const memberships = membershipsOf(life);
  const assignments = assignmentsOf(life);
  return [
    ...THREADS.flatMap((thread) => threadViolations(life, thread)),
    ...overlappingPairs(assignments).map(([a, b]) => ({
      code: 'two-referents',
      message: `Un parcours a un seul référent à la fois : un autre l’est à partir du ${frenchDay(a.from)}.`,
      field: '/occurredOn',
      entries: [a.id, b.id],
    })),
    ...overlappingPairs(memberships)
      .filter(([a, b]) => a.structure === b.structure)
      .map(([a, b]) => ({
        code: 'structure-joined-twice',
        message: `Cette structure accompagne déjà la personne depuis le ${frenchDay(a.from)}.`,
        field: '/structure',
        entries: [a.id, b.id],
      })),
    ...assignments
      .filter((held) => !memberships.some((one) => one.structure === held.structure && covers(one, held)))
      .map((held) => ({
        code: 'referent-outside',
        message: `La structure du référent du ${frenchDay(held.from)} doit accompagner la personne tant qu’il est référent.`,
        field: '/structure',
        entries: [held.id],
      })),
    ...leftToNobody(life, memberships),
  ];
}

/** Leaving is not exiting (domain.md § 3): a parcours that nobody follows would be in no list, and for nobody to end. */
function leftToNobody(life: Life<ParcoursEvent>, memberships: readonly Membership[]): readonly Violation[] {
  const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
  const exit = life.steps.find(({ type }) => type === 'ParcoursExited');
  if (opening === undefined) return [];
  return memberships.flatMap(({ id, to }): readonly Violation[] => {
    // Days without anybody begin where somebody leaves; one that left before the opening left nothing.
    if (to === null || to < opening.occurredOn || (exit !== undefined && to > exit.occurredOn)) return [];
    if (memberships.some((one) => holdsOn(one, to))) return [];
    return [
      {
        code: 'last-structure',
        message: `Plus aucune structure n’accompagnerait la personne à partir du ${frenchDay(to)} : passez la main ou enregistrez la sortie.`,
        field: '/occurredOn',
        entries: [id],
      },
    ];
  });
}
