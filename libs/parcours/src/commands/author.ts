import type { Uuid } from '@jalons/kernel';
import type { ParcoursCommand } from '../parcours.commands.js';

/** Who records, and for which structure. */
export interface Author {
  readonly professional: Uuid;
  readonly structure: Uuid;
  /** The structure holds a seat on the comité technique local of the parcours' territory that day. */
  readonly seated: boolean;
}

/** What is asked of a parcours that exists. */
export type StepCommand = Exclude<ParcoursCommand, { type: 'OpenParcours' }>;
