import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapePointer } from '@jalons/http';
import { DomainError, projectRoot } from '@jalons/kernel';
import { z } from 'zod';
import { ruleSetFile, type RuleSet } from './rule-set.js';

/** The rule set of a territory that has activated none. */
export const DEFAULT_RULE_SET = 'default.v1';

/** Reads `libs/dropout-risk/rule-sets/<name>.json`; throws on a file that breaks the form. */
export function loadRuleSet(name: string = DEFAULT_RULE_SET): RuleSet {
  const text = readFileSync(join(projectRoot(), 'libs/dropout-risk/rule-sets', `${name}.json`), 'utf8');
  return ruleSetFile.parse(JSON.parse(text));
}

/** Fields named at most: one mistake often makes many. */
const MOST_PROBLEMS = 20;
const french = z.locales.fr().localeError;

/** Checks what somebody wrote; throws DomainError naming each field that does not fit, and why. */
export function checkRuleSet(value: unknown): RuleSet {
  const parsed = ruleSetFile.safeParse(value, { error: french });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
    field: ['', ...path.map((part) => escapePointer(String(part)))].join('/'),
    code: 'rule-set-invalid',
    message: `${message} : corrigez cette valeur, ou repartez de la version en vigueur.`,
  }));
  throw new DomainError('invalid', 'rule-set-invalid', 'Ces règles n’ont pas la forme attendue.', problems);
}
