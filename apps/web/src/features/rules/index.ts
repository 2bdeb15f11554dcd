export { RuleSetPage } from './rule-set-page.js';
export { RulesPage } from './rules-page.js';
