import { loadRuleSet } from '@jalons/dropout-risk';
import { addDays, civilDateOf } from '@jalons/kernel';
import { valuesOf } from '../../support/her-values.js';
import { PASSWORD, type OpenedPlace, type Someone } from '../../support/opened-place.js';
import type { Answer } from '../../support/product-client.js';
import type { Circumstances } from './circumstances.js';
import type { DocumentedRoute } from './document.js';
import type { Forms } from './forms.js';
import type { JournalWatch } from './watch.js';

/** The route that makes what a field or a part of a path names; `eventId` by what it is an entry of. */
const MADE_BY: Readonly<Record<string, string>> = {
  beneficiary: 'POST /api/v1/beneficiaries',
  beneficiaryId: 'POST /api/v1/beneficiaries',
  parcours: 'POST /api/v1/beneficiaries/:id/parcours',
  assignment: 'POST /api/v1/parcours/:id/steps/referents',
  membership: 'POST /api/v1/parcours/:id/steps/structure-joinings',
  barrier: 'POST /api/v1/parcours/:id/steps/barriers',
  appointment: 'POST /api/v1/parcours/:id/steps/appointments',
  nextAction: 'POST /api/v1/parcours/:id/steps/next-actions',
  orientation: 'POST /api/v1/parcours/:id/steps/orientations',
  training: 'POST /api/v1/parcours/:id/steps/training-starts',
  introduction: 'POST /api/v1/parcours/:id/steps/introductions',
  job: 'POST /api/v1/parcours/:id/steps/job-starts',
  action: 'POST /api/v1/parcours/:id/steps/action-starts',
  pause: 'POST /api/v1/parcours/:id/steps/pauses',
  concern: 'POST /api/v1/parcours/:id/steps/concerns',
  exit: 'POST /api/v1/parcours/:id/steps/exits',
  objection: 'POST /api/v1/beneficiaries/:id/objections',
  restriction: 'POST /api/v1/beneficiaries/:id/restrictions',
  merge: 'POST /api/v1/beneficiaries/:id/merges',
  outreach: 'POST /api/v1/outreach',
  service: 'POST /api/v1/services',
  ownStructure: 'POST /api/v1/structures',
  seat: 'POST /api/v1/structures/:id/seats',
  subject: 'POST /api/v1/professionals',
  mandate: 'POST /api/v1/professionals/:id/mandates',
  absence: 'POST /api/v1/professionals/:id/absences',
  import: 'POST /api/v1/imports',
  file: 'POST /api/v1/imports/:id/files',
  version: 'POST /api/v1/rule-sets',
  run: 'POST /api/v1/rule-sets/:version/back-tests',
  'professionals/eventId': 'POST /api/v1/professionals/:id/mandates',
  'structures/eventId': 'POST /api/v1/structures/:id/seats',
  'services/eventId': 'POST /api/v1/services/:id/confirmations',
  'beneficiaries/eventId': 'POST /api/v1/beneficiaries/:id/criteria',
  'outreach/eventId': 'POST /api/v1/outreach/:id/links',
  'parcours/eventId': 'POST /api/v1/parcours/:id/steps/contact-attempts',
};

/** What `:id` stands for, by the part of the path before it. */
const OF_PATH: Readonly<Record<string, string>> = {
  ...{ beneficiaries: 'beneficiary', people: 'beneficiary', parcours: 'parcours', outreach: 'outreach' },
  ...{ services: 'service', structures: 'ownStructure', professionals: 'subject', orientations: 'orientation' },
  ...{ alerts: 'alert', mails: 'mail', imports: 'import' },
};

const NEWCOMER = { givenName: 'Quelqu’un', familyName: 'D’Inventé' };

/** What has to have happened before, to an orientation or to an import. */
const ORIENTATION = 'POST /api/v1/parcours/:id/steps/orientations/:orientation';
const IMPORT = 'POST /api/v1/imports/:id';
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  [`${ORIENTATION}/starts`]: [`${ORIENTATION}/acceptances`],
  [`${ORIENTATION}/closings`]: [`${ORIENTATION}/acceptances`, `${ORIENTATION}/starts`],
  [`${IMPORT}/previews`]: [`${IMPORT}/files`],
  [`${IMPORT}/runs`]: [`${IMPORT}/files`, `${IMPORT}/previews`],
  [`${IMPORT}/undo`]: [`${IMPORT}/files`, `${IMPORT}/previews`, `${IMPORT}/runs`],
};
/** Said by the structure that an orientation is addressed to. */
const RECEIVING = new Set(['acceptances', 'declines', 'starts', 'closings'].map((each) => `${ORIENTATION}/${each}`));

/** The surroundings of every visit. */
export interface Surroundings {
  readonly place: OpenedPlace;
  readonly client: JournalWatch;
  readonly routes: ReadonlyMap<string, DocumentedRoute>;
  readonly forms: Forms;
  readonly today: string;
  /** Of the place's own structure and of {@link otherStructure}. */
  readonly colleague: Someone;
  readonly manager: Someone;
  readonly receiver: Someone;
  readonly otherStructure: string;
  readonly everybody: readonly Someone[];
  readonly circumstances: Circumstances;
  /** A number for values that nobody has yet, the next one included. */
  readonly next: () => number;
  /** Who may call a route. */
  readonly mayCall: (route: string, someone: Someone) => boolean;
}

/** One route called by one person, on somebody new, after whatever has to have been there before. */
export class Visit {
  private readonly ids = new Map<string, string>();
  private readonly n: number;

  constructor(
    private readonly around: Surroundings,
    private readonly route: DocumentedRoute,
    private readonly caller: Someone,
  ) {
    this.n = around.next();
  }

  async run(): Promise<Answer> {
    const { around, route, caller } = this;
    for (const before of BEFORE[route.name] ?? []) await this.prepare(around.routes.get(before)!);
    const receiving = RECEIVING.has(route.name) && caller.structure === around.place.structure;
    const answering = receiving ? this.receiverLike(caller) : caller;
    return this.send(route, { ...answering, cookie: await this.sessionFor(answering) });
  }

  private async prepare(route: DocumentedRoute): Promise<void> {
    const by = RECEIVING.has(route.name) ? this.around.receiver : this.makerOf(route);
    await this.send(route, by);
    if (route.name.startsWith(IMPORT)) {
      await this.around.circumstances.imported(this.ids.get('import')!, this.n, by.cookie);
    }
  }

  /** Sends a route as somebody, its path and its form filled. */
  async send(route: DocumentedRoute, by: Someone): Promise<Answer> {
    const { client, place, forms } = this.around;
    const path = await this.pathOf(route);
    const fill = {
      ...{ today: this.around.today, text: valuesOf(this.n).text, fixed: await this.fixedFor(route) },
      id: (field: string) => this.idOf(field, route),
    };
    const body = route.form === undefined ? {} : await forms.of(route.form, fill);
    // Some commands rest on read models: what this visit has done so far is to be in them.
    if (client.seen !== null) await client.done('/cases?limit=1', place.operator.cookie);
    const answer = await client.call(path, by.cookie, {
      method: route.method,
      ...(route.takesFile ? { file: fileOf(this.n) } : route.method !== 'DELETE' && { body }),
    });
    this.note(route, answer, body);
    return answer;
  }

  private note({ name }: DocumentedRoute, { status, body }: Answer, sent: Record<string, unknown>): void {
    if (status >= 300) return;
    const { client } = this.around;
    if (name === MADE_BY['beneficiary']) client.belongsTo(this.numberOf(sent), String(body['id']));
    if (name === MADE_BY['merge']) client.areOne(this.n, this.n + 1);
  }

  private numberOf({ givenName }: Record<string, unknown>): number {
    return givenName === valuesOf(this.n).givenName ? this.n : this.n + 1;
  }

  private async pathOf(route: DocumentedRoute): Promise<string> {
    const parts: string[] = [];
    for (const [at, part] of route.path.split('/').entries()) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      const before = route.path.split('/')[at - 1] ?? '';
      parts.push(name === undefined ? part : await this.idOf(name === 'id' ? (OF_PATH[before] ?? 'id') : name, route));
    }
    return parts.join('/');
  }

  /** The id that a field names: of somebody or something that is there, or made now. */
  private async idOf(field: string, route: DocumentedRoute): Promise<string> {
    const [, first = ''] = route.path.split('/');
    const key = field === 'eventId' ? `${first}/eventId` : field;
    const known = this.ids.get(key) ?? this.standing(field, route);
    if (known !== undefined) return known;
    const come = await this.comeAbout(field);
    if (come !== undefined) {
      this.ids.set(key, come);
      return come;
    }
    const maker = MADE_BY[key];
    if (maker === undefined) throw new Error(`no example of « ${field} » for ${route.name}: it wants one in visit.ts`);
    const made = this.around.routes.get(maker)!;
    const { status, text, body } = await this.send(made, this.makerOf(made));
    if (status >= 300) throw new Error(`${route.name} wants ${maker}, which answered ${status}: ${text}`);
    const id = String(body['id'] ?? body['professional']);
    this.ids.set(key, id);
    return id;
  }

  /** What no route makes at once. */
  private async comeAbout(field: string): Promise<string | undefined> {
    const { circumstances, place, routes } = this.around;
    if (field === 'alert') {
      const person = await this.idOf('beneficiary', routes.get(MADE_BY['parcours']!)!);
      return (await circumstances.alerted(person, valuesOf(this.n).text)).alert;
    }
    if (field === 'mail') return circumstances.failedMail(place.operator.professional, this.n);
    if (field !== 'backTest') return undefined;
    const run = await this.idOf('run', routes.get(MADE_BY['run']!)!);
    return (await circumstances.backTest(this.ids.get('version')!, run)).eventId;
  }

  /** What is there without anything having to be made. */
  private standing(field: string, route: DocumentedRoute): string | undefined {
    const { place, colleague, otherStructure } = this.around;
    const own = route.path.startsWith('/professionals/{id}/absences') ? this.caller.professional : undefined;
    const each: Readonly<Record<string, string | undefined>> = {
      subject: own,
      structure: route.path.startsWith('/parcours/{id}/steps/structure-joinings') ? otherStructure : place.structure,
      territory: place.territory,
      toStructure: otherStructure,
      ...{ professional: colleague.professional, deputy: colleague.professional, to: colleague.professional },
      from: place.operator.professional,
    };
    return each[field];
  }

  private makerOf({ name }: DocumentedRoute): Someone {
    const { place, manager, mayCall } = this.around;
    const { operator, coordinator, admin } = place;
    if (name === MADE_BY['absence']) return this.caller;
    return [operator, coordinator, manager, admin].find((someone) => mayCall(name, someone))!;
  }

  private receiverLike({ role }: Someone): Someone {
    return this.around.everybody.find((each) => each.role === role && each.structure === this.around.otherStructure)!;
  }

  /** Signing in ends the session that it comes with, and signing out its own: neither is to be needed afterwards. */
  private async sessionFor({ cookie, login }: Someone): Promise<string> {
    const { path } = this.route;
    if (!path.startsWith('/auth/')) return cookie;
    if (path !== '/auth/sign-out') return '';
    return (await this.around.client.done('/auth/sign-in', '', { login, password: PASSWORD })).cookie;
  }

  /** Fields whose value no schema tells. */
  private async fixedFor({ name }: DocumentedRoute): Promise<Record<string, unknown>> {
    const { givenName, familyName, birthDate, phone, email, address } = valuesOf(this.n);
    const { place, today } = this.around;
    const herself = { givenName, familyName, birthDate, phone, email, address };
    if (name.includes('/beneficiaries')) {
      const { text } = valuesOf(this.n);
      if (!name.endsWith('/duplicates') && !name.endsWith('/merges')) return { ...herself, other: text };
      const second = this.ids.get('second') ?? (await this.second());
      return { other: second, into: second };
    }
    if (name.endsWith('/auth/sign-in')) return { login: this.caller.login, password: PASSWORD };
    if (name.endsWith('/links/redeem')) {
      const login = `arrivee-${this.n}@exemple.example`;
      return { login, password: PASSWORD, token: await place.invite({ ...NEWCOMER, email: login }) };
    }
    if (name.endsWith('/professionals') || name.endsWith('/identity'))
      return { email: `arrivee-${this.n}@exemple.example` };
    if (name.endsWith('/mandates')) return { structure: place.structure, territory: place.territory };
    if (name.endsWith('/seats')) return { from: '2024-01-01' };
    // Hers only as long as it is linked to her.
    if (name.endsWith('/outreach') && this.route.name.endsWith('/links')) {
      return { place: { label: valuesOf(this.n).text } };
    }
    if (name.endsWith('/absences')) {
      const day = addDays(civilDateOf(today), this.n);
      return { from: day, to: day };
    }
    if (name === MADE_BY['version']) return { from: 1 };
    if (name.includes('/alerts/')) return { n: 1, until: addDays(civilDateOf(today), 2), outcome: 'lost' };
    if (name.startsWith('PUT /api/v1/rule-sets')) return { ruleSet: loadRuleSet() };
    if (name.endsWith('/exits')) return { reason: 'moved' };
    if (name.endsWith('/handovers')) return { parcours: [await this.idOf('parcours', this.route)] };
    if (name.endsWith('/six-month-situations')) return { notReached: true, situation: undefined };
    if (name.endsWith('/corrections')) {
      const replacement = { occurredOn: today, channel: 'phone', reached: 'person', note: valuesOf(this.n).text };
      return { type: 'ContactAttempted', replacement };
    }
    return {};
  }

  /** Somebody else beside the person of this visit, under the next values. */
  private async second(): Promise<string> {
    const { client, place } = this.around;
    const { givenName, familyName, birthDate, email } = valuesOf(this.n + 1);
    const form = { givenName, familyName, birthDate, email, qpv: { code: null, evidence: 'declared' } };
    const { body } = await client.done('/beneficiaries', place.operator.cookie, form);
    this.ids.set('second', String(body['id']));
    client.belongsTo(this.n + 1, String(body['id']));
    return String(body['id']);
  }
}

/** One person of a structure's own file. */
function fileOf(n: number): string {
  const { givenName, familyName } = valuesOf(n);
  return `personne;prénom;nom;entrée\nP${n};${givenName};${familyName};2026-01-05\n`;
}
