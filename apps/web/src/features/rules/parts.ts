import type { RuleSetDocument } from '../../api/contract.js';

/** What each part of a version's page works on. */
export interface VersionParts {
  readonly territory: string;
  readonly version: number;
  readonly document: RuleSetDocument;
  readonly today: string;
}
