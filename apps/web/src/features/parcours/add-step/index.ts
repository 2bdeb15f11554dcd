import { STEP_FORMS } from './kinds/index.js';

export { AddStep } from './add-step.js';

/** Every nomenclature that a form may ask for. */
export const LISTS: readonly string[] = [...new Set(Object.values(STEP_FORMS).flatMap(({ lists }) => lists))];
