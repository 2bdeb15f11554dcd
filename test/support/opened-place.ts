import type { Role } from '@jalons/identity';
import type { ProductClient } from './product-client.js';

export const PASSWORD = 'sept chevaux agrafent la pluie';
const SINCE = '2024-01-01';

/** Somebody with an account and an open session. */
export interface Someone {
  readonly professional: string;
  readonly role: Role;
  readonly login: string;
  readonly cookie: string;
  readonly structure?: string;
}

/** An installation that its administrator has opened over HTTP, to which structures and professionals are added. */
export class OpenedPlace {
  private constructor(
    readonly client: ProductClient,
    readonly territory: string,
    readonly structure: string,
    readonly admin: Someone,
    readonly coordinator: Someone,
    /** In {@link structure}. */
    readonly operator: Someone,
  ) {}

  /** @param firstToken of the link that the first start prints */
  static async open(client: ProductClient, firstToken: string): Promise<OpenedPlace> {
    const admin = await redeem(client, firstToken, 'admin', 'admin@exemple.example');
    const { body } = await client.done('/first-run', admin.cookie, {
      territory: { name: 'Territoire inventé', zone: 'Europe/Paris', qpv: ['2024-grand-mirail'] },
      structure: { name: 'Structure inventée', kind: 'mission-locale' },
      coordinator: { givenName: 'Claire', familyName: 'Inventée' },
      operator: { givenName: 'Omar', familyName: 'Inventé' },
    });
    const invitations = body.invitations as readonly { readonly role: Role; readonly link: string }[];
    const tokenOf = (role: Role) => invitations.find((each) => each.role === role)!.link.split('#')[1]!;
    const structure = String(body.structureId);
    return new OpenedPlace(
      client,
      String(body.territoryId),
      structure,
      admin,
      await redeem(client, tokenOf('coordinator'), 'coordinator', 'claire@exemple.example'),
      { ...(await redeem(client, tokenOf('operator'), 'operator', 'omar@exemple.example')), structure },
    );
  }

  /** Another structure with a seat. */
  async addStructure(name: string, kind = 'plie'): Promise<string> {
    const { body } = await this.client.done('/structures', this.admin.cookie, { name, kind });
    const seat = { territory: this.territory, from: SINCE };
    await this.client.done(`/structures/${String(body.id)}/seats`, this.admin.cookie, seat);
    return String(body.id);
  }

  /** Somebody new who holds a mandate over the territory, or in a structure of it. */
  async arrive(role: Role, structure?: string): Promise<Someone> {
    const login = `${role}-${structure ?? 'territoire'}@exemple.example`;
    const where = { territory: this.territory, ...(structure !== undefined && { structure }) };
    const named = { givenName: 'Quelqu’un', familyName: 'D’Inventé', email: login };
    const token = await this.invite(named, { role, from: SINCE, ...where });
    const someone = await redeem(this.client, token, role, login);
    return { ...someone, ...(structure !== undefined && { structure }) };
  }

  /** The token of a one-time link for a professional registered now, who may hold a mandate. */
  async invite(named: object, mandate?: object): Promise<string> {
    const { client, admin } = this;
    const known = await client.done('/professionals', admin.cookie, named);
    const professional = String(known.body.professional);
    if (mandate !== undefined) await client.done(`/professionals/${professional}/mandates`, admin.cookie, mandate);
    // The link is made for the address that the read model holds: the list waits for it.
    await client.done('/professionals', admin.cookie);
    const { body } = await client.done(`/professionals/${professional}/invitations`, admin.cookie, {});
    return String(body.token);
  }
}

/** Uses a one-time link: somebody sets a password and is signed in. */
async function redeem(client: ProductClient, token: string, role: Role, login: string): Promise<Someone> {
  const { body, cookie } = await client.done('/auth/links/redeem', '', { token, login, password: PASSWORD });
  return { professional: String(body.professional), role, login, cookie };
}
