import type { CommandResult } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursParts } from '../commands/parcours-parts.js';
import type { CommandFor, ParcoursSteps, StepAuthor } from '../commands/parcours-steps.js';
import type { Streams } from '../commands/streams.js';
import type { StepForm } from '../forms/step.forms.js';
import type { StepRequest } from '../forms/step-route.js';
import { eligibilityOf } from '../opening/eligibility.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursStep, ParcoursStepType } from '../parcours.events.js';
import type { StepOf } from '../steps/recording.js';
import { REPLACEMENTS } from './replacements.js';

/** A mistake, and the step that should have been recorded, as its form says it. */
export interface Correction {
  readonly eventId: Uuid;
  readonly why: string;
  readonly type: ParcoursStepType;
  readonly form: StepForm;
}

type Entry = ParcoursEntries[number];

/** What a replacement keeps of the entry of its own type that it corrects. */
const KEPT: Partial<Record<ParcoursStepType, readonly string[]>> = {
  ParcoursOpened: ['beneficiaryId', 'structure', 'eligibility', 'previousParcours'],
  OrientationProposed: ['fromStructure'],
  ReferentAssigned: ['structure', 'orientation'],
  StructureJoined: ['orientation'],
  BarrierIdentified: ['barrierId'],
};

/** Corrects entries: void and replacement in one append, judged on the result (domain.md § 2). */
export class ParcoursCorrections {
  constructor(
    private readonly parts: Pick<ParcoursParts, 'codes'>,
    private readonly streams: Streams,
    private readonly steps: ParcoursSteps,
  ) {}

  async correct(step: StepRequest, { eventId, why, type, form }: Correction): Promise<CommandResult> {
    const entries = await this.streams.parcours(step.parcoursId);
    const entry = entries.find((one) => one.eventId === eventId);
    const decided = await this.decidedAgain(entry, type, form);
    const correct: CommandFor = (author) => {
      const { data, ...when } = REPLACEMENTS[type].told(form as never, author.zone);
      const unsaid = { ...knownFrom(author, type), ...keptFrom(entry, type), ...decided };
      const replacement = { type, ...when, data: { ...unsaid, ...data } } as unknown as StepOf<ParcoursStep>;
      return { type: 'CorrectEntry', eventId, why, replacement };
    };
    return this.steps.record(step, correct);
  }

  /** An opening moved to another day: the eligibility is that of the day of entry, decided once (domain.md § 1). */
  private async decidedAgain(entry: Entry | undefined, type: ParcoursStepType, form: StepForm): Promise<object> {
    if (type !== 'ParcoursOpened' || entry?.type !== type || entry.occurredOn === form.occurredOn) return {};
    const [person, territory] = await Promise.all([
      this.streams.person(entry.data.beneficiaryId),
      this.streams.territory(entry.territory!),
    ]);
    const eligibility = eligibilityOf(person, territory, form.occurredOn, this.parts.codes);
    return eligibility === null ? {} : { eligibility };
  }
}

function keptFrom(entry: Entry | undefined, type: ParcoursStepType): object {
  if (entry?.type !== type) return {};
  const kept = new Set(KEPT[type]);
  return Object.fromEntries(Object.entries(entry.data).filter(([field]) => kept.has(field)));
}

/** The same that the route of the step itself would add. */
function knownFrom({ structure, newId }: StepAuthor, type: ParcoursStepType): object {
  switch (type) {
    case 'OrientationProposed':
      return { fromStructure: structure };
    case 'ReferentAssigned':
      return { structure };
    case 'BarrierIdentified':
      return { barrierId: newId('barrier') };
    default:
      return {};
  }
}
