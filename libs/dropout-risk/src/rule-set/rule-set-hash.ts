import { createHash } from 'node:crypto';
import { canonicalJson } from '@jalons/event-log';
import type { RuleSet } from './rule-set.js';

/** Names the content of a rule set, whatever its version: SHA-256 of its canonical JSON, in hexadecimal. */
export function ruleSetHash({ version: _version, ...content }: RuleSet): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
