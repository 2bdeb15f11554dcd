import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beneficiaryDecider, type BeneficiaryCommand } from '@jalons/beneficiaries';
import { SYSTEM_KEY_ID, type CommandContext, type Decider, type DomainEvent, type StreamName } from '@jalons/event-log';
import { professionalDecider, type Role } from '@jalons/identity';
import { civilDateOf, loadNomenclatures, type Uuid } from '@jalons/kernel';
import {
  serviceDecider,
  structureDecider,
  territoryDecider,
  type Service,
  type TerritorySettings,
} from '@jalons/territory';
import pg from 'pg';
import { createScopeTables, signInAs, type TestSession } from '../policies/sign-in-as.js';
import { openStore, type OpenedStore } from './event-store.js';
import { NOW, PARCOURS_DEFINITIONS } from './parcours-http.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

type Registration = Extract<BeneficiaryCommand, { type: 'RegisterBeneficiary' }>;

/** A database with a territory whose perimeter is the Grand Mirail, to which structures and people are added. */
export interface Installation {
  readonly database: TestDatabase;
  readonly secretsFolder: string;
  readonly owner: pg.Client;
  /** Under the command line's role, which may read and write all. */
  readonly store: OpenedStore;
  readonly territory: Uuid;
  /** A structure with a seat since 2020, or known without one. */
  addStructure(options?: { readonly seat: boolean }): Promise<Uuid>;
  /** Ends the seat that the structure holds from that day on. */
  endSeat(structure: Uuid, on: string): Promise<void>;
  /** A service of the directory that the structure gives. */
  addService(structure: Uuid): Promise<Uuid>;
  withdrawService(service: Uuid, on: string): Promise<void>;
  addPerson(structure: Uuid, changes?: Partial<Registration>): Promise<Uuid>;
  /** Records something of a person. */
  tell(person: Uuid, command: BeneficiaryCommand): Promise<void>;
  changeSettings(settings: Partial<TerritorySettings>): Promise<void>;
  /** Somebody new who holds this mandate since 2020, an operator's by default: in the log and in a session. */
  signIn(structure: Uuid, role?: Role): Promise<TestSession>;
  /** Breaks the glass on a person in the log, until an instant that is to come by default. */
  elevate(professional: Uuid, person: Uuid, until?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  await createScopeTables(owner);
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-installation-'));
  const store = await openStore({ urls: database.urls, secretsFolder, definitions: PARCOURS_DEFINITIONS });
  const codes = loadNomenclatures();
  const territory = randomUUID();
  const since = civilDateOf('2020-01-01');

  async function run<Command, Event extends DomainEvent, State>(
    decider: Decider<Command, Event, State>,
    id: Uuid,
    command: Command,
    { keyId = SYSTEM_KEY_ID, structure }: { readonly keyId?: Uuid; readonly structure?: Uuid } = {},
  ): Promise<void> {
    const context: CommandContext = {
      ...{ commandId: randomUUID(), commandHash: 'x', actor: randomUUID(), correlationId: randomUUID() },
      ...(structure !== undefined && { structure }),
    };
    const stream: StreamName = `${decider.category}-${id}`;
    const decision = { now: NOW, zone: 'Europe/Paris' };
    await store.runner.run({ decider, stream, command, context, decision, keyId });
  }

  const territories = territoryDecider(codes);
  await run(territories, territory, { type: 'FoundTerritory', name: 'Cité', zone: 'Europe/Paris', on: since });
  const extension = { qpv: '2024-grand-mirail', from: civilDateOf('2024-01-01') };
  await run(territories, territory, { type: 'ExtendPerimeter', ...extension });

  return {
    ...{ database, secretsFolder, owner, store, territory },
    async addStructure({ seat } = { seat: true }) {
      const id = randomUUID();
      const structures = structureDecider(codes);
      await run(structures, id, { type: 'RegisterStructure', name: 'Structure', kind: 'association', on: since });
      if (seat) await run(structures, id, { type: 'GrantSeat', territory, from: since });
      return id;
    },
    async endSeat(structure, on) {
      const granted = (await store.store.load(`structure-${structure}`)).find(({ type }) => type === 'SeatGranted')!;
      await run(structureDecider(codes), structure, { type: 'EndSeat', seat: granted.eventId, on: civilDateOf(on) });
    },
    async addService(structure) {
      const id = randomUUID();
      const service: Service = {
        ...{ structure, name: 'Service', description: 'Un service rendu.', commonLaw: true, topics: [], publics: [] },
        ...{ eligibilityAreas: [], placesOpen: 'unknown', receptionModes: [], mobilisedBy: [], mobilisationModes: [] },
      };
      await run(serviceDecider(codes), id, { type: 'ListService', on: since, service });
      return id;
    },
    withdrawService: (id, on) => run(serviceDecider(codes), id, { type: 'WithdrawService', on: civilDateOf(on) }),
    async addPerson(structure, changes = {}) {
      const id = randomUUID();
      const person: Registration = {
        type: 'RegisterBeneficiary',
        on: civilDateOf('2026-01-05'),
        ...{ givenName: 'Amina', familyName: 'Exemple', birthDate: civilDateOf('1994-02-28') },
        ...{ sex: 'female', contacts: {}, residence: { qpv: '2024-grand-mirail', evidence: 'declared' } },
        ...changes,
      };
      await run(beneficiaryDecider(codes), id, person, { keyId: id, structure });
      return id;
    },
    tell: (person, command) => run(beneficiaryDecider(codes), person, command, { keyId: person }),
    changeSettings: (settings) => run(territories, territory, { type: 'ChangeTerritorySettings', settings }),
    async signIn(structure, role = 'operator') {
      const session = await signInAs(owner, { role, structure, territory });
      const { professional } = session;
      const professionals = professionalDecider(codes);
      const identity = { givenName: 'Inès', familyName: 'Exemple' };
      await run(professionals, professional, { type: 'RegisterProfessional', identity }, { keyId: professional });
      const mandate = { type: 'GrantMandate', role, structure, territory, from: since } as const;
      await run(professionals, professional, mandate, { keyId: professional });
      return session;
    },
    async elevate(professional, beneficiaryId, until = NOW + 1) {
      const stream = `professional-${professional}` as const;
      const length = (await store.store.load(stream)).length;
      const data = { beneficiaryId, reason: 'duplicate-check', until };
      await store.store.append(
        ...([stream, length === 0 ? 'none' : length - 1] as const),
        [{ type: 'AccessElevated', data, occurredOn: civilDateOf('2026-11-24') }],
        { commandId: randomUUID(), commandHash: 'x', actor: professional, correlationId: randomUUID() },
        professional,
      );
    },
    close: async () => {
      await Promise.all([owner.end(), store.close()]);
      await database.drop();
      rmSync(secretsFolder, { recursive: true });
    },
  };
}
