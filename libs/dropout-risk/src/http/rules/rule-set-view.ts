import type { ScopedDatabase } from '@jalons/database';
import { dateAt, type Uuid } from '@jalons/kernel';
import type { Language } from '@jalons/territory';
import type { RuleSetVersion } from '../../rule-set/rule-set.state.js';
import type { RuleSetDocument, RuleSetItemView } from './rule-sets.dto.js';

/** $1 professionals */
const NAMES = `
  SELECT known.professional AS id, known.given_name || ' ' || known.family_name AS name
    FROM read.professionals known WHERE known.professional = ANY ($1::uuid[])`;

/** How a version is told: with the names of people, in the zone in which instants are days, in a language. */
export interface RuleSetTelling {
  readonly nameOf: (id: Uuid) => string;
  readonly zone: string;
  readonly language: Language;
}

/** The names of those who activated versions; one whose key is gone has a word instead. */
export async function authorsOf(
  database: ScopedDatabase,
  token: string,
  versions: readonly RuleSetVersion[],
): Promise<(id: Uuid) => string> {
  const ids = versions.flatMap(({ activation }) => activation?.by ?? []);
  const { rows } = await database.query<{ id: Uuid; name: string }>(token, NAMES, [[...new Set(ids)]]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? 'Professionnel';
}

export function ruleSetItem(
  { version, ruleSet, hash, status, backTests, activation }: RuleSetVersion,
  { nameOf, zone, language }: RuleSetTelling,
): RuleSetItemView {
  return {
    ...{ version, label: ruleSet.label[language], status, hash, rules: ruleSet.rules.length },
    backTests: backTests.map(({ id, recordedAt, ruleSetHash }) => ({
      ...{ id, on: dateAt(recordedAt, zone), current: ruleSetHash === hash },
    })),
    activation:
      activation === null
        ? null
        : {
            by: { id: activation.by, name: nameOf(activation.by) },
            on: dateAt(activation.at, zone),
            ...{ reason: activation.reason, backTest: activation.backTest },
          },
  };
}

export function ruleSetDocument(version: RuleSetVersion, telling: RuleSetTelling): RuleSetDocument {
  const item = ruleSetItem(version, telling);
  const summaries = new Map(version.backTests.map(({ id, summary }) => [id, summary]));
  return {
    ...item,
    ruleSet: version.ruleSet,
    backTests: item.backTests.map((one) => ({ ...one, summary: summaries.get(one.id)! })),
  };
}
