import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from './browser.js';
import { RunningProduct } from './running-product.js';

const PASSWORD = 'quatre mots au hasard';

/** A product that its administrator has opened: a coordinator and a first operator may arrive. */
export class OpenedProduct {
  private readonly people: Person[] = [];

  private constructor(
    public product: RunningProduct,
    readonly origin: string,
    private readonly parent: string,
    private readonly browser: string,
    readonly admin: Person,
    /** Of the first opening: the territory and the structure of the operator. */
    readonly territory: string,
    readonly structure: string,
    private readonly links: ReadonlyMap<string, string>,
  ) {}

  static async start(browser: string): Promise<OpenedProduct> {
    const parent = mkdtempSync(join(tmpdir(), 'jalons-page-'));
    const product = new RunningProduct(join(parent, 'data'));
    try {
      return await OpenedProduct.open(browser, parent, product);
    } catch (error) {
      // It would run on beside every spec that follows.
      await product.kill('SIGKILL');
      throw error;
    }
  }

  private static async open(browser: string, parent: string, product: RunningProduct): Promise<OpenedProduct> {
    const origin = await product.address();
    const admin = await Person.arrive(browser, origin);
    await redeem(admin, await product.printed(/(http:\S+lien#\S+)/), 'admin@exemple.fr');
    const newcomer = (login: string) => ({ ...named(login), email: `${login}@exemple.fr` });
    const opened = await admin.post<Opening>('/first-run', {
      territory: { name: 'Cité d’exemple', zone: 'Europe/Paris', qpv: ['2024-grand-mirail'] },
      structure: { name: 'Mission locale d’exemple', kind: 'mission-locale' },
      coordinator: newcomer('claire'),
      operator: newcomer('omar'),
    });
    const links = new Map(opened.invitations.map(({ role, link }) => [role, link]));
    return new OpenedProduct(product, origin, parent, browser, admin, opened.territoryId, opened.structureId, links);
  }

  /** A window of somebody who has not signed in; closed with the product. */
  async visitor(): Promise<Person> {
    const person = await Person.arrive(this.browser, this.origin);
    this.people.push(person);
    return person;
  }

  /** A window of the coordinator or of the first operator, signed in. */
  async arrive(role: 'coordinator' | 'operator'): Promise<Person> {
    const person = await this.visitor();
    const login = role === 'coordinator' ? 'claire@exemple.fr' : 'omar@exemple.fr';
    await redeem(person, this.links.get(role)!, login);
    return person;
  }

  /** Another structure of the technical committee, with an operator signed in. */
  async structureWith(name: string, kind: string, givenName: string): Promise<{ structure: string; operator: Person }> {
    const structure = await this.seated(name, kind);
    return { structure, operator: await this.member(structure, givenName) };
  }

  /** Another structure of the technical committee, in which nobody works yet. */
  async seated(name: string, kind: string): Promise<string> {
    const { id: structure } = await this.admin.post<{ id: string }>('/structures', { name, kind });
    await this.admin.post(`/structures/${structure}/seats`, { territory: this.territory, from: '2024-01-01' });
    return structure;
  }

  /** Somebody else, of a structure where the role is held in one, signed in. */
  async member(structure: string | undefined, givenName: string, role = 'operator'): Promise<Person> {
    const email = `${givenName}@exemple.fr`;
    const registered = { ...named(givenName), email };
    const { professional } = await this.admin.post<{ professional: string }>('/professionals', registered);
    await this.mandate(professional, structure, role);
    const { token } = await this.admin.post<{ token: string }>(`/professionals/${professional}/invitations`, {});
    const person = await this.visitor();
    await redeem(person, `${this.origin}/lien#${token}`, email);
    return person;
  }

  /** A role given to somebody, in a structure where it is held in one. */
  async mandate(professional: string, structure: string | undefined, role = 'operator'): Promise<void> {
    await this.admin.post(`/professionals/${professional}/mandates`, {
      ...{ role, from: '2024-01-01' },
      ...(structure !== undefined && { structure }),
      ...(role !== 'dpo' && { territory: this.territory }),
    });
  }

  /** Starts it again at the same address, after it was killed. */
  async restart(): Promise<void> {
    await this.product.exited;
    this.product = new RunningProduct(this.product.folder, { PORT: new URL(this.origin).port });
    await this.product.address();
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.admin, ...this.people].map((person) => person.leave()));
    await this.product.kill('SIGTERM');
    rmSync(this.parent, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** Written as names are. */
function named(login: string): { readonly givenName: string; readonly familyName: string } {
  return { givenName: `${login.slice(0, 1).toUpperCase()}${login.slice(1)}`, familyName: 'Exemple' };
}

interface Opening {
  readonly territoryId: string;
  readonly structureId: string;
  readonly invitations: readonly { readonly role: string; readonly link: string }[];
}

async function redeem(person: Person, link: string, login: string): Promise<void> {
  await person.post('/auth/links/redeem', { token: link.split('#')[1], login, password: PASSWORD });
}

/** Somebody new with an open parcours, entered by the person signed in. */
export async function newcomer(
  by: Person,
  [givenName, familyName]: [string, string],
  occurredOn: string,
  birthDate?: string,
): Promise<{ readonly beneficiary: string; readonly parcours: string }> {
  const named = { givenName, familyName, ...(birthDate !== undefined && { birthDate }) };
  const qpv = { code: null, evidence: 'declared' };
  const { id } = await by.post<{ id: string }>('/beneficiaries', { ...named, qpv });
  const opened = await by.post<{ id: string }>(`/beneficiaries/${id}/parcours`, {
    entryChannel: 'walk-in',
    occurredOn,
  });
  return { beneficiary: id, parcours: opened.id };
}
