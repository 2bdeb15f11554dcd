/**
 * The HTTP contract of the slice, in the form openapi-typescript gives: `paths` is what the client is typed by.
 * Instants and days are strings as sent (`YYYY-MM-DD`, `HH:mm`).
 */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export type Role = 'operator' | 'structure-manager' | 'coordinator' | 'steering' | 'institutional' | 'dpo' | 'admin';

export interface Me {
  readonly professional: { readonly id: string; readonly displayName: string };
  readonly mandates: { role: Role; structure: Named | null; territory: Named | null }[];
}

export interface Code {
  readonly code: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly status: string;
  readonly extra: Readonly<Record<string, string>>;
}

export interface Structure extends Named {
  readonly kind: string;
}

export interface CaseItem {
  readonly parcoursId: string;
  readonly beneficiaryId: string;
  readonly displayName: string;
  readonly status: 'open' | 'exited';
  readonly openedOn: string;
  readonly exitedOn?: string | null;
  readonly referent: Named | null;
  readonly structure: Named;
  readonly lastContactOn?: string | null;
  readonly phase?: string | null;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string | null;
}

export interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly occurredOn: string;
  readonly time?: string | null;
  readonly recordedOn: string;
  readonly structure: Named | null;
  readonly actor: Named | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly voided: boolean;
  readonly corrects?: string | null;
}

export interface Gap {
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
}

export interface Participation extends Named {
  readonly role: string;
  readonly from: string;
  readonly to?: string | null;
}

export interface ParcoursView {
  readonly parcours: {
    readonly id: string;
    readonly beneficiaryId: string;
    readonly status: 'open' | 'exited';
    readonly openedOn: string;
    readonly exitedOn?: string | null;
    readonly referent: (Named & { readonly structure: Named | string | null }) | null;
    readonly structures: Participation[];
  };
  readonly person: { readonly displayName: string; readonly birthYear?: number | null; readonly qpv?: string | null };
  readonly entries: Entry[];
  readonly gaps: Gap[];
  readonly revision: number | string;
  readonly position: string;
}

export interface Identity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface CommandAnswer {
  readonly id?: string;
  readonly eventIds: string[];
  readonly revision: number | string;
  readonly position: string;
  readonly repeated: boolean;
}

export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

export interface FirstRun {
  readonly territory: { name: string; zone: string; qpv: string[] };
  readonly structure: { name: string; kind: string; siret?: string };
  readonly coordinator: Person;
  readonly operator: Person;
}

export interface FirstRunDone {
  readonly territoryId: string;
  readonly structureId: string;
  readonly invitations: { role: Role; displayName: string; link: string }[];
}

export interface NewBeneficiary {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly qpv: { code: string | null; evidence: string };
}

/** When a step happened in life; the log sets when it was taken. */
export interface Occurrence {
  readonly occurredOn: string;
  readonly time?: string;
}

type Get<Answer, Parameters = object> = {
  get: { parameters: Parameters; responses: { 200: { content: { 'application/json': Answer } } } };
};
type Post<Body, Answer, Parameters = object> = {
  post: {
    parameters: Parameters;
    requestBody: { content: { 'application/json': Body } };
    responses: { 200: { content: { 'application/json': Answer } } };
  };
};
type Bare = { post: { parameters: object; responses: { 204: { content?: never } } } };
type ById = { path: { id: string } };
type Step<Body> = Post<Body & Occurrence, CommandAnswer, ById>;
type Answering<Body> = Post<Body & Occurrence, CommandAnswer, { path: { id: string; eventId: string } }>;

export interface paths {
  '/auth/sign-in': Post<{ login: string; password: string }, undefined>;
  '/auth/sign-out': Bare;
  '/auth/me': Get<Me>;
  '/auth/links/redeem': Post<{ token: string; login?: string; password: string }, undefined>;
  '/first-run': Get<{ needed: boolean }> & Post<FirstRun, FirstRunDone>;
  '/nomenclatures/{list}': Get<Code[], { path: { list: string } }>;
  '/structures': Get<Structure[]>;
  '/beneficiaries': Post<NewBeneficiary, CommandAnswer & { id: string }>;
  '/beneficiaries/{id}/parcours': Post<
    { entryChannel: string; occurredOn: string; entrySituation?: string },
    CommandAnswer & { id: string },
    ById
  >;
  '/cases': Get<Page<CaseItem>, { query?: { cursor?: string } }>;
  '/parcours/{id}': Get<ParcoursView, ById>;
  '/parcours/{id}/identity': Get<Identity, ById>;
  '/parcours/{id}/steps/contact-attempts': Step<{
    channel: string;
    reached: boolean;
    outcome?: string;
    note?: string;
  }>;
  '/parcours/{id}/steps/orientations': Step<{
    toStructure: string;
    scheme: string;
    need: string;
    commonLaw: boolean;
    noCommonLawReason?: string;
    personAgreed: boolean;
    transfersReferent: boolean;
  }>;
  '/parcours/{id}/steps/orientations/{eventId}/acceptances': Answering<object>;
  '/parcours/{id}/steps/orientations/{eventId}/declines': Answering<{ by: string; reason: string }>;
  '/parcours/{id}/steps/orientations/{eventId}/starts': Answering<object>;
  '/parcours/{id}/steps/training-starts': Step<{
    title: string;
    provider: string;
    qualifying: boolean;
    expectedEnd?: string;
  }>;
  '/parcours/{id}/steps/training-completions': Step<{ training: string; qualification?: string }>;
  '/parcours/{id}/steps/job-starts': Step<{
    contract: string;
    weeklyHours?: number;
    employer?: string;
    expectedEnd?: string;
  }>;
  '/parcours/{id}/steps/job-ends': Step<{ job: string; reason: string }>;
  '/parcours/{id}/steps/exits': Step<{
    reason: string;
    contract?: { kind: string; startsOn: string; endsOn?: string };
    proof?: { kind: string; on: string };
  }>;
  '/parcours/{id}/steps/voids': Post<{ eventId: string; why: string }, CommandAnswer, ById>;
}
