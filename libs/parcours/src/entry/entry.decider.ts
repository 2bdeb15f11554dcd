import type { ParcoursStep } from '../parcours.events.js';
import type { StepOf } from '../steps/recording.js';
import type { OpenParcours } from './entry.commands.js';

/** The opening, then who answers for it and the situation at entry where they are known: one append, one day. */
export function decideOpening({
  data,
  referent,
  entrySituation,
  occurredOn,
  at,
}: OpenParcours): readonly StepOf<ParcoursStep>[] {
  return [
    { type: 'ParcoursOpened', data, occurredOn, ...(at !== undefined && { at }) },
    ...(referent === undefined
      ? []
      : [
          {
            type: 'ReferentAssigned',
            data: { professional: referent, structure: data.structure },
            occurredOn,
          } as const,
        ]),
    ...(entrySituation === undefined
      ? []
      : [{ type: 'EntrySituationRecorded', data: entrySituation, occurredOn } as const]),
  ];
}
