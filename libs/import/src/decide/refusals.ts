import { isDomainError } from '@jalons/kernel';
import { checkStep, type ParcoursStep, type StepOf } from '@jalons/parcours';
import type { Anomaly } from '../profile/profile.js';
import type { DecideContext } from './decide-context.js';

/** A datum of a row that cannot be, by its place (JSON pointer). */
export interface Refusal {
  readonly anomaly: Anomaly;
  readonly field: string;
}

const ANOMALY_OF: Readonly<Record<string, Anomaly>> = {
  'day-out-of-range': 'cell-day-out-of-range',
  'not-a-day': 'cell-not-a-date',
  'in-the-future': 'in-the-future',
};

/** What the rules of its type refuse in a step, datum by datum; nothing where it may be recorded. */
export function refusalsOf(step: StepOf<ParcoursStep>, { lists, today }: DecideContext): readonly Refusal[] {
  try {
    checkStep(step, lists, today);
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const said = { ...step, ...step.data };
    return error.problems.map(({ field = '', code }) => ({
      anomaly: valueAt(said, field) === undefined ? 'cell-missing' : (ANOMALY_OF[code] ?? 'cell-refused'),
      field,
    }));
  }
}

function valueAt(node: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((within, name) => (within as Readonly<Record<string, unknown>> | undefined)?.[name], node);
}
