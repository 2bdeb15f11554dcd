/**
 * The HTTP contract of the slice, in the form openapi-typescript gives: `paths` is what the client is typed by.
 * Instants and days are strings as sent (`YYYY-MM-DD`, `HH:mm`).
 */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export type Role = 'operator' | 'structure-manager' | 'coordinator' | 'steering' | 'institutional' | 'dpo' | 'admin';

/** Who is signed in, and what they may do today; structures and territories by id. */
export interface Me {
  readonly professional: string;
  readonly name: string | null;
  readonly roles: Role[];
  readonly structures: string[];
  readonly territories: string[];
}

/** One value of a nomenclature; `extra` holds what its list says besides (`common_law`, `needs_contract`, `vintage`…). */
export interface Code {
  readonly code: string;
  /** In the language of `Accept-Language`. */
  readonly label: string;
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  readonly extra?: Readonly<Record<string, string>>;
}

export interface Structure extends Named {
  readonly kind: string;
  /** Whether it sits on the technical committee today, so that its people may log steps. */
  readonly seat: boolean;
}

export interface Items<Item> {
  readonly items: Item[];
}

export type Phase = 'pause' | 'in-job' | 'in-training' | 'waiting-start' | 'outreach' | 'support';

/** The last months of a parcours in small: what the ribbon of a row is drawn from. */
export interface Ribbon {
  readonly spans: {
    readonly kind: 'support' | 'training' | 'job' | 'action' | 'orientation' | 'pause' | 'gap';
    readonly from: string;
    readonly to?: string | null;
  }[];
  readonly contacts: { readonly on: string; readonly outcome: 'reached' | 'attempted' | 'missed' }[];
}

export interface CaseItem {
  readonly parcoursId: string;
  readonly beneficiaryId: string;
  readonly displayName: string;
  readonly status: 'open' | 'exited';
  readonly openedOn: string;
  readonly exitedOn: string | null;
  readonly referent: Named | null;
  readonly structure: Named;
  readonly lastContactOn: string | null;
  /** Of an open parcours, today. */
  readonly phase: Phase | null;
  /** The next action or appointment. */
  readonly dueOn: string | null;
  /** The oldest orientation that waits for an answer or a start. */
  readonly pendingSince: string | null;
  readonly entrySituationMissing: boolean;
  readonly sixMonthDueOn: string | null;
  readonly ribbon?: Ribbon;
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
  /** Fields of `data` that are kept from the reader. */
  readonly hidden?: string[];
  readonly voided: boolean;
  readonly corrects?: string | null;
}

export interface Gap {
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
}

export interface Participation extends Named {
  readonly role?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface ParcoursView {
  readonly parcours: {
    readonly id: string;
    readonly beneficiaryId: string;
    readonly status: 'open' | 'exited';
    readonly openedOn: string;
    readonly exitedOn?: string | null;
    readonly referent: (Named & { readonly structure: Named }) | null;
    readonly structures: Participation[];
  };
  readonly person: {
    readonly displayName: string;
    readonly birthYear?: number | null;
    /** Nomenclature `qpv`. */
    readonly qpv?: string | null;
  };
  readonly entries: Entry[];
  readonly gaps: Gap[];
  readonly revision: number | string;
  readonly position: string;
}

export interface Identity {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthName?: string | null;
  readonly birthDate: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Whom to call instead, with the person's agreement. */
  readonly otherContact?: string | null;
  readonly address?: { readonly line: string; readonly postcode: string; readonly city: string } | null;
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
  /** A code of the nomenclature `qpv`; null outside any, `unknown` where not known. */
  readonly qpv: { code: string | null; evidence: string };
}

export interface Registered extends CommandAnswer {
  readonly id: string;
  /** What the user is to be told of somebody from outside the perimeter. */
  readonly notice?: string;
}

/** When a step happened in life; the log sets when it was taken. */
export interface Occurrence {
  readonly occurredOn: string;
  readonly time?: string;
  readonly note?: string;
}

/** A step that happened before the opening, and is said so; an exit never does. */
export interface FreeOccurrence extends Occurrence {
  readonly priorHistory?: true;
}

/** Something named that no register holds yet. */
export interface Labelled {
  readonly id?: string;
  readonly label: string;
}

export interface ContactAttempt {
  readonly channel: string;
  /** Only the person herself makes a contact. */
  readonly reached: 'person' | 'third-party' | 'nobody';
  readonly outcome?: string;
}

export interface OrientationProposal {
  readonly toStructure: string;
  readonly scheme?: string;
  readonly commonLaw: boolean;
  readonly need: string;
  readonly noCommonLawReason?: string;
  readonly personAgreed: boolean;
  readonly transfersReferent: boolean;
  readonly sheet: { readonly summary: string; readonly expectations?: string; readonly constraints?: string };
}

export interface TrainingStart {
  readonly title: string;
  readonly provider: Labelled;
  readonly qualifying: boolean;
  readonly expectedEnd: string;
}

export interface JobStart {
  readonly contract: string;
  readonly weeklyHours: number | 'unknown';
  readonly employer?: Labelled;
  readonly signedOn: string;
  readonly expectedEnd?: string;
}

export interface Exit {
  readonly reason: string;
  readonly contract?: { readonly kind: string; readonly startsOn: string; readonly endsOn?: string };
  readonly proof: { readonly kind: string; readonly on?: string; readonly holder?: { readonly label: string } };
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
type Step<Body, When = FreeOccurrence> = Post<Body & When, CommandAnswer, ById>;
type Answering<Body> = Post<Body & FreeOccurrence, CommandAnswer, { path: { id: string; eventId: string } }>;

export interface paths {
  '/auth/sign-in': Post<{ login: string; password: string }, Me>;
  '/auth/sign-out': Bare;
  '/auth/me': Get<Me>;
  '/auth/links/redeem': Post<{ token: string; login: string; password: string }, Me>;
  '/first-run': Get<{ needed: boolean }> & Post<FirstRun, FirstRunDone>;
  '/nomenclatures/{list}': Get<Items<Code>, { path: { list: string } }>;
  '/structures': Get<Items<Structure>>;
  '/beneficiaries': Post<NewBeneficiary, Registered>;
  '/beneficiaries/{id}/parcours': Post<
    { entryChannel: string; occurredOn: string; entrySituation?: string },
    CommandAnswer & { id: string },
    ById
  >;
  '/cases': Get<Page<CaseItem>, { query?: { cursor?: string } }>;
  '/parcours/{id}': Get<ParcoursView, ById>;
  '/parcours/{id}/identity': Get<Identity, ById>;
  '/parcours/{id}/steps/contact-attempts': Step<ContactAttempt>;
  '/parcours/{id}/steps/orientations': Step<OrientationProposal>;
  '/parcours/{id}/steps/orientations/{eventId}/acceptances': Answering<object>;
  '/parcours/{id}/steps/orientations/{eventId}/declines': Answering<{ by: string; reason: string }>;
  '/parcours/{id}/steps/orientations/{eventId}/starts': Answering<object>;
  '/parcours/{id}/steps/training-starts': Step<TrainingStart>;
  '/parcours/{id}/steps/training-completions': Step<{ training: string; qualification?: string }>;
  '/parcours/{id}/steps/job-starts': Step<JobStart>;
  '/parcours/{id}/steps/job-ends': Step<{ job: string; reason: string }>;
  '/parcours/{id}/steps/exits': Step<Exit, Occurrence>;
  '/parcours/{id}/steps/voids': Post<{ eventId: string; why: string }, CommandAnswer, ById>;
}
