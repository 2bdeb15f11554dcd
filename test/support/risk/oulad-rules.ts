import { checkRuleSet, type RuleSet } from '@jalons/dropout-risk';
import { DEFAULT_RULES } from './story.js';

/** What the tuning may choose from. */
export interface OuladChoice {
  /** Weights of one, two, three and five due dates missed in a row. */
  readonly missed: readonly [number, number, number, number];
  /** Whether the same number within some weeks counts too, whatever was handed in between. */
  readonly within: boolean;
  /** Days without handing anything in, and the weight from there on. */
  readonly silence: readonly (readonly [days: number, weight: number])[];
}

/** Every choice of the tuning: a small grid, so that what is found is no accident of trying long enough. */
export const OULAD_CHOICES: readonly OuladChoice[] = [true, false].flatMap((within) =>
  (
    [
      [1, 2, 3, 4],
      [2, 3, 4, 5],
      [2, 4, 5, 6],
      [4, 5, 6, 7],
    ] as const
  ).flatMap((missed) =>
    [
      [],
      [[45, 1]],
      [[60, 1]],
      [[75, 1]],
      [
        [45, 1],
        [75, 2],
      ],
      [[45, 2]],
      [[60, 2]],
      [[20, 1]],
      [[30, 1]],
      [
        [20, 1],
        [45, 2],
      ],
    ].map((silence): OuladChoice => ({ missed, within, silence: silence as unknown as OuladChoice['silence'] })),
  ),
);

/** What the tuning on AAA, CCC, EEE and GGG chose, for good: the other modules are scored with it once. */
export const OULAD_CHOSEN: OuladChoice = {
  ...{ missed: [2, 4, 5, 6], within: true },
  silence: [
    [20, 1],
    [45, 2],
  ],
};

const ROWS = [1, 2, 3, 5];
const WINDOWS = [null, { count: 2, days: 60 }, { count: 3, days: 90 }, { count: 5, days: 120 }];
const NEVER = { count: 100, days: 0 };
const label = { fr: 'Cohorte OULAD', en: 'OULAD cohort' };

/** The rule set of a choice: rules R1 and R4 alone, since due dates and what is handed in are all there is. */
export function ouladRules({ missed, within, silence }: OuladChoice): RuleSet {
  const rules = [
    ...silence.map(([days, weight]) => ({
      ...{ instance: `R1-${days}`, rule: 'R1', label, weight, group: 'S' },
      params: { days: { outreach: days, support: days, training: days, job: days }, graceDays: 7 },
    })),
    ...missed.map((weight, index) => ({
      ...{ instance: `R4-${ROWS[index]}`, rule: 'R4', label, weight, group: null },
      params: { inARow: ROWS[index], within: (within && WINDOWS[index]) || NEVER },
    })),
  ];
  return checkRuleSet({ ...DEFAULT_RULES, id: 'oulad', label, source: 'OULAD, modules AAA, CCC, EEE, GGG', rules });
}
