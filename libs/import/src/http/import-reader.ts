import { accepted, type Accepted, type Clock } from '@jalons/http';
import type { Scope } from '@jalons/identity';
import { invalidField, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Language } from '@jalons/territory';
import type { AnomalyPages } from '../deposits/deposit-anomalies.js';
import type { DepositList, KnownDeposit } from '../deposits/deposit-list.js';
import { unknownImport } from '../deposits/deposits.js';
import type { KnownProfile } from '../profile/known-profiles.js';
import { exampleView, itemOf, profileView, viewOf } from './import-view.js';
import type { ImportExamplesPage, ImportsPage, ImportView } from './import-view.dto.js';
import type { ProfilesView } from './imports.dto.js';

export interface ImportReaderParts {
  readonly list: DepositList;
  readonly anomalies: AnomalyPages;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  readonly profiles: readonly [KnownProfile, ...KnownProfile[]];
}

/** What a manager may see of imports. */
export class ImportReader {
  constructor(private readonly parts: ImportReaderParts) {}

  profiles(language: Language): ProfilesView {
    return { items: this.parts.profiles.map((profile) => profileView(profile, language)) };
  }

  /** @throws DomainError `profile-unknown` */
  assertProfile(id: string | undefined): void {
    if (id === undefined || this.parts.profiles.some((known) => known.id === id)) return;
    throw invalidField('/profile', 'profile-unknown', 'Ce format n’est pas connu. Choisissez-en un de la liste.');
  }

  async page(
    token: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
    language: Language,
  ): Promise<ImportsPage> {
    const { list, profiles } = this.parts;
    const { items, ...more } = await list.page(token, limit, cursor);
    return { items: items.map((deposit) => itemOf(deposit, profiles, language)), ...more };
  }

  /** Whose entries an undo left is told of people: it leaves its line in the access journal first. */
  async one(
    { scope, request }: { readonly scope: Scope; readonly request: Uuid },
    id: Uuid,
    language: Language,
  ): Promise<ImportView | Accepted<ImportView>> {
    const { list, profiles } = this.parts;
    const deposit = await list.find(scope.token, id);
    if (deposit === undefined) throw unknownImport();
    const tables = await list.tables(scope.token, id);
    await this.noteKept(scope, request, deposit);
    const view = viewOf(deposit, tables, profiles, language);
    // Whoever sees it done finds it done on the pages that follow: it was the worker that wrote.
    const position = deposit.undo?.position ?? deposit.result?.position ?? null;
    return position === null ? view : accepted({ position }, view);
  }

  /** What is wrong, line by line: where it is and what, of nobody in particular. */
  async anomalies(
    token: string,
    id: Uuid,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<ImportExamplesPage> {
    const { list, anomalies } = this.parts;
    const deposit = await list.find(token, id);
    if (deposit === undefined) throw unknownImport();
    const { items, ...more } = await anomalies.page(token, deposit, limit, cursor);
    return { items: items.map(exampleView), ...more };
  }

  private async noteKept({ professional, mandates }: Scope, request: Uuid, { structure, undo }: KnownDeposit) {
    const people = new Set((undo?.kept ?? []).flatMap(({ person }) => person ?? []));
    if (people.size === 0) return;
    const held = mandates.find((one) => one.role === 'structure-manager' && one.structure === structure);
    const subjects = [...people].map((subject) => ({ subject, reason: 'structure' as const }));
    await this.parts.journal.record({
      ...{ request, professional, role: 'structure-manager', structure, action: 'import-kept', subjects },
      ...(held?.territory !== null && held?.territory !== undefined && { territory: held.territory }),
      at: this.parts.clock.now(),
    });
  }
}
