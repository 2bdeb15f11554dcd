import { z } from 'zod';

/** A calendar of working days as its file holds it: which days of the week are worked, and which days are not. */
export const calendarFile = z
  .object({
    id: z.string().regex(/^[a-z][a-z-]*$/),
    version: z.number().int().positive(),
    source: z.string().min(1),
    /** 1 for Monday to 7 for Sunday; one at least, else no working day ever comes. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    /** Holidays on the same day each year, `MM-DD`. */
    fixed: z.array(z.object({ day: z.string().regex(/^(0[1-9]|1[0-2])-\d\d$/), label: z.string().min(1) }).strict()),
    /** Holidays by their distance from Easter Sunday, in days. */
    easter: z.array(z.object({ offset: z.number().int().min(-60).max(100), label: z.string().min(1) }).strict()),
  })
  .strict();

export type CalendarFile = z.infer<typeof calendarFile>;
