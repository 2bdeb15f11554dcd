import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalidField, projectRoot } from '@jalons/kernel';
import { ruleSetFile, type RuleSet } from './rule-set.js';

/** The rule set of a territory that has activated none. */
export const DEFAULT_RULE_SET = 'default.v1';

/** Reads `libs/dropout-risk/rule-sets/<name>.json`; throws on a file that breaks the form. */
export function loadRuleSet(name: string = DEFAULT_RULE_SET): RuleSet {
  const text = readFileSync(join(projectRoot(), 'libs/dropout-risk/rule-sets', `${name}.json`), 'utf8');
  return ruleSetFile.parse(JSON.parse(text));
}

/** Checks what somebody wrote; throws DomainError naming the first field that does not fit. */
export function checkRuleSet(value: unknown): RuleSet {
  const parsed = ruleSetFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues as [(typeof parsed.error.issues)[number]];
  throw invalidField(
    ['', ...path.map(String)].join('/'),
    'rule-set-invalid',
    `Cette règle n’a pas la forme attendue (${message}) : corrigez-la, ou repartez de la version en vigueur.`,
  );
}
