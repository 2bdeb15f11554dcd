import type { ScopedDatabase } from '@jalons/database';
import type { Scope } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { Language } from '@jalons/territory';
import type { RuleSetDesk } from './rule-set-desk.js';
import { authorsOf, ruleSetDocument, ruleSetItem } from './rule-set-view.js';
import type { RuleSetDocument, RuleSetItemView } from './rule-sets.dto.js';

/** Versions as a screen shows them. */
export class RuleSetReader {
  constructor(
    private readonly desk: RuleSetDesk,
    private readonly database: ScopedDatabase,
    private readonly zone: string,
  ) {}

  /** The newest first. */
  async items({ token }: Scope, territory: Uuid, language: Language): Promise<readonly RuleSetItemView[]> {
    const { versions } = await this.desk.all(territory);
    const nameOf = await authorsOf(this.database, token, versions);
    return versions.toReversed().map((version) => ruleSetItem(version, { nameOf, language, zone: this.zone }));
  }

  /** Refused as unknown where there is no such version. */
  async document({ token }: Scope, territory: Uuid, number: number, language: Language): Promise<RuleSetDocument> {
    const version = await this.desk.one(territory, number);
    const nameOf = await authorsOf(this.database, token, [version]);
    return ruleSetDocument(version, { nameOf, language, zone: this.zone });
  }
}
