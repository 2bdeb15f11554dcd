import { beneficiaryEvents, outreachEvents } from '@jalons/beneficiaries';
import { alertEvents, ruleSetEvents } from '@jalons/dropout-risk';
import type { EventDefinition } from '@jalons/event-log';
import { residueEvents } from '@jalons/indicators';
import { professionalEvents } from '@jalons/identity';
import { parcoursEvents } from '@jalons/parcours';
import { serviceEvents, structureEvents, territoryEvents } from '@jalons/territory';

/** The event types of every capability; the codec adds those of every stream itself. */
export const eventTypes: readonly EventDefinition[] = [
  ...professionalEvents,
  ...territoryEvents,
  ...structureEvents,
  ...serviceEvents,
  ...beneficiaryEvents,
  ...outreachEvents,
  ...parcoursEvents,
  ...alertEvents,
  ...ruleSetEvents,
  ...residueEvents,
];
