export const RULE_SET_VIEWS = ['regles', 'passe', 'comparer', 'service'] as const;
export type RuleSetView = (typeof RULE_SET_VIEWS)[number];

/** Which part of a version an address asks for. */
export function ruleSetSearchOf(search: Record<string, unknown>): { vue?: RuleSetView } {
  const vue = RULE_SET_VIEWS.find((each) => each === search['vue'] && each !== 'regles');
  return vue === undefined ? {} : { vue };
}
