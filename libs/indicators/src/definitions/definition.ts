import { z } from 'zod';
import { FAMILIES, type ClassTable, type Family } from './class-table.js';

const text = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict();

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  label: text,
  /** The definition in words, as the screens and reports print it. */
  words: text,
  source: z.string().min(1),
  status: z.enum(['sourced', 'to-confirm']),
  /** What is counted: each parcours, or each person once. */
  unit: z.enum(['parcours', 'person']),
  /** A figure is provisional while the as-of is before the end of its window and so many calendar months. */
  provisionalUntil: z.object({ months: z.number().int().nonnegative() }).strict(),
};

const count = z.object({ ...common, measure: z.enum(['active', 'exits', 'exits-unknown']) }).strict();

const rate = z
  .object({
    ...common,
    measure: z.literal('rate'),
    /** An exit counts from so many days after its entry on. */
    minDays: z.number().int().nonnegative(),
    classes: z.object({ table: z.string(), version: z.number().int().positive() }).strict(),
    /** Reasons that are in neither numerator nor denominator. */
    neutralised: z.array(z.string()),
    /** Families of the numerator. */
    numerator: z.array(z.enum(FAMILIES)).min(1),
    /** On what the outcome is judged: what is known at the exit. */
    censoring: z.literal('immediate'),
  })
  .strict();

/** A definition as its file holds it (governance.md § 2). */
export const definitionFile = z.discriminatedUnion('measure', [count, rate]);

export type CountDefinition = z.infer<typeof count>;
export type RateDefinition = Omit<z.infer<typeof rate>, 'classes'> & {
  readonly numerator: readonly Family[];
  readonly classes: ClassTable;
};
/** An indicator, as data: several live side by side, and a new version never changes what an old one said. */
export type IndicatorDefinition = CountDefinition | RateDefinition;

/**
 * `to-confirm` where the definition, or a rule by which an exit comes into its numerator or is neutralised, is still to be
 * confirmed: a figure is as sure as the least sure of them. Shown wherever a user reads it.
 */
export function statusOf(definition: IndicatorDefinition): IndicatorDefinition['status'] {
  if (!isRate(definition)) return definition.status;
  const { numerator, neutralised, classes } = definition;
  const decides = classes.rules.filter(
    ({ family, reason }) => numerator.includes(family) || (family === 'neutralised' && neutralised.includes(reason)),
  );
  return [definition, ...decides].some(({ status }) => status === 'to-confirm') ? 'to-confirm' : 'sourced';
}

export function isRate(definition: IndicatorDefinition): definition is RateDefinition {
  return definition.measure === 'rate';
}
