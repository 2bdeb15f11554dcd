import { decideUnitOf, type BoundPeople } from './bound-people.js';
import type { DecideContext } from './decide-context.js';
import type { DecidedUnit, Unit } from './unit.decider.js';

/**
 * Decides on a unit whatever its rows hold. What is decided is read and written elsewhere: nothing that fails here is a
 * disk's or a database's, and no other person's rows have to wait for its repair.
 * @returns null where the decision fails, which is a fault of ours
 */
export function decideGuarded(bound: BoundPeople, unit: Unit, context: DecideContext): DecidedUnit | null {
  try {
    return decideUnitOf(bound, unit, context);
  } catch {
    return null;
  }
}
