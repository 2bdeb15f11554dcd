import { beneficiaryEvents, outreachEvents } from '@jalons/beneficiaries';
import { alertEvents, ruleSetEvents } from '@jalons/dropout-risk';
import { professionalEvents } from '@jalons/identity';
import { parcoursEvents } from '@jalons/parcours';
import { structureEvents, territoryEvents } from '@jalons/territory';

/** The event types of a log whose risks are reviewed. */
export const RISK_DEFINITIONS = [
  ...professionalEvents,
  ...territoryEvents,
  ...structureEvents,
  ...beneficiaryEvents,
  ...outreachEvents,
  ...parcoursEvents,
  ...alertEvents,
  ...ruleSetEvents,
];
