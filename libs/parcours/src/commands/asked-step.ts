import { RECORDINGS } from '../parcours.commands.js';
import type { ParcoursStep } from '../parcours.events.js';
import { recordedBy, type StepOf } from '../steps/recording.js';
import type { StepCommand } from './author.js';

/**
 * The step that a command asks for above all, whoever else it brings or releases; for a correction, the replacement.
 * Null for a void, which asks for none.
 */
export function askedStep(command: StepCommand): StepOf<ParcoursStep> | null {
  const { type } = command;
  switch (type) {
    case 'VoidEntry':
      return null;
    case 'CorrectEntry':
      return command.replacement;
    case 'AssignReferent': {
      const { professional, structure, occurredOn } = command;
      return { type: 'ReferentAssigned', data: { professional, structure }, occurredOn };
    }
    case 'StartOrientation': {
      const { orientation, occurredOn } = command;
      return { type: 'OrientationStarted', data: { orientation }, occurredOn };
    }
    default:
      return recordedBy<ParcoursStep>(RECORDINGS, command);
  }
}
