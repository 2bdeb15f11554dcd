import { repeats } from '@jalons/kernel';
import { z } from 'zod';
import { RULE_CODES, type RuleCode } from '../rules/rule.js';
import { RULES, suppressionRowsOf } from '../rules/rules.js';

/** Levels, from the least. */
export const LEVELS = ['none', 'watch', 'at-risk', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

const label = z.object({ fr: z.string().min(1).max(120), en: z.string().min(1).max(120) }).strict();
const amount = z.number().int().min(0).max(3650);
const positive = z.number().int().min(1).max(100);

/** Groups of rules of which only the highest counts: silence, handover, break. */
const group = z.enum(['S', 'H', 'B']).nullable();

const instances = RULE_CODES.map((code) =>
  z
    .object({
      /** Survives the versions of a set, and with it the causes that name it. */
      instance: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/),
      rule: z.literal(code),
      label,
      weight: positive,
      group,
      /** Days for which closing an alert silences a cause; by default the delay of the rule. */
      rearmDays: amount.optional(),
      params: RULES[code].params as z.ZodType<unknown>,
    })
    .strict(),
);

const cell = z
  .object({
    /** `mute` keeps the flag in sight, outside the score; `end` takes it away. */
    effect: z.enum(['none', 'mute', 'end']),
    /** A mute goes on for so many days after the phase. */
    thenDays: amount.optional(),
    /** A mute lasts at most so many days from the beginning of the phase. */
    atMostDays: amount.optional(),
  })
  .strict();

const row = z
  .object({ appointment: cell, pause: cell, waitingStart: cell, exit: cell, noContactWanted: cell })
  .strict();

/** A rule set as its file, or its draft, holds it (risk.md §§ 1 and 4). */
export const ruleSetFile = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
    version: z.number().int().positive(),
    label,
    source: z.string().min(1).max(400),
    status: z.enum(['sourced', 'to-confirm']),
    /** Least score of each level. */
    levels: z.object({ watch: positive, atRisk: positive, critical: positive }).strict(),
    alerts: z
      .object({
        raiseFrom: z.enum(['watch', 'at-risk', 'critical']),
        escalateAfterWorkingDays: positive,
        /** A closing silences a cause for so many days at least, unless its rule says otherwise. */
        rearmAtLeastDays: amount,
      })
      .strict(),
    /** An appointment mutes where it lies at most so many days after the due date, until some working days after it. */
    appointment: z.object({ withinDays: amount, graceWorkingDays: amount }).strict(),
    rules: z
      .array(z.discriminatedUnion('rule', instances as never))
      .min(1)
      .max(60) as unknown as z.ZodType<readonly RuleInstance[]>,
    suppression: z.record(z.string(), row),
  })
  .strict()
  .superRefine((set, context) => {
    const issue = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    const { watch, atRisk, critical } = set.levels;
    if (watch > atRisk || atRisk > critical) issue(['levels'], 'les seuils vont en croissant');
    for (const { instance } of repeats(set.rules, (one) => one.instance))
      issue(['rules'], `${instance} s’y trouve deux fois`);
    for (const name of new Set(set.rules.flatMap((one) => suppressionRowsOf(one.rule)))) {
      const found = set.suppression[name];
      if (found === undefined) issue(['suppression', name], 'cette ligne manque');
      // An exit ends every rule; a worry alone outlives it.
      else if (name !== 'R11' && found.exit.effect !== 'end')
        issue(['suppression', name, 'exit'], 'une sortie y met fin');
    }
  });

/** One appearance of a rule in a set: a rule may appear several times, with its own parameters and weight. */
export interface RuleInstance {
  readonly instance: string;
  readonly rule: RuleCode;
  readonly label: { readonly fr: string; readonly en: string };
  readonly weight: number;
  readonly group: 'S' | 'H' | 'B' | null;
  readonly rearmDays?: number;
  /** Of the form that its rule asks for. */
  readonly params: unknown;
}

export type Cell = z.infer<typeof cell>;
export type SuppressionRow = z.infer<typeof row>;
export type RuleSet = z.infer<typeof ruleSetFile>;
