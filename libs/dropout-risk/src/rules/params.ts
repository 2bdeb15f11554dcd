import { z } from 'zod';

/** A number of days in a rule: at most ten years. */
export const days = z.number().int().min(0).max(3650);
/** A number of occurrences. */
export const count = z.number().int().min(1).max(100);
