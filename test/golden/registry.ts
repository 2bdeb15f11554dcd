import { beneficiaryEvents, outreachEvents } from '@jalons/beneficiaries';
import { alertEvents, ruleSetEvents } from '@jalons/dropout-risk';
import { commonEvents, type EventDefinition } from '@jalons/event-log';
import { residueEvents } from '@jalons/indicators';
import { professionalEvents } from '@jalons/identity';
import { parcoursEvents } from '@jalons/parcours';
import { serviceEvents, structureEvents, territoryEvents } from '@jalons/territory';

/**
 * Every event type of the product: each library that publishes events has its line here, and test/golden then asks for
 * a golden file of each version.
 */
export const goldenEvents: readonly EventDefinition[] = [
  ...commonEvents,
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
