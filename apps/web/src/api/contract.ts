import type { components, operations } from '../generated/api.js';

export type { paths } from '../generated/api.js';

type Schemas = components['schemas'];

/**
 * The words of the HTTP contract that the screens use, out of the types generated from the server's own description
 * (docs/reference/openapi.json). Instants and days are strings as sent (`YYYY-MM-DD`, `HH:mm`).
 */
export type Named = Schemas['NamedView'];
export type Me = Schemas['Me'];
export type Role = Me['roles'][number];
/** One value of a nomenclature; `extra` holds what its list says besides (`common_law`, `needs_contract`, `vintage`…). */
export type Code = Schemas['NomenclatureItem'];
/** One of the directory of services. */
export type Service = Schemas['ServiceView'];
/** One as it is kept: what whoever changes it sends. */
export type ServiceForm = Schemas['ServiceUpdateForm'];
/** What the directory may be cut down to. */
export type ServicesAsked = NonNullable<operations['Services_list']['parameters']['query']>;
/** Somebody met, or several, before any registration. */
export type Encounter = Schemas['EncounterView'];
export type EncounterForm = Schemas['EncounterForm'];
export type Structure = Schemas['StructureView'];
export type Entry = Schemas['EntryDocument'];
export type Gap = Schemas['GapView'];
export type Participation = Schemas['ParticipationView'];
export type ParcoursView = Schemas['ParcoursDocument'];
export type Identity = Schemas['IdentityView'];
/** What a correction of who a person is, how she is reached or where she lives sends. */
export type ProfileForm = Schemas['ProfileForm'];
export type ContactsForm = Schemas['ContactsForm'];
export type AddressForm = Schemas['AddressForm'];
export type CommandAnswer = Schemas['CommandAnswer'];
export type FirstRun = Schemas['FirstRunForm'];
export type FirstRunDone = Schemas['FirstRunView'];
export type NewBeneficiary = Schemas['BeneficiaryForm'];
export type Registered = Schemas['RegisteredBeneficiaryView'];
export type Professional = Schemas['KnownProfessionalView'];
export type KnownMandate = Schemas['KnownMandateView'];
export type MandateForm = Schemas['MandateForm'];
export type Erasure = Schemas['ErasureView'];
/** A line of the access journal. */
export type AccessLine = Schemas['AccessView'];
/** Two records that may be one person. */
export type Duplicate = Schemas['DuplicateView'];
/** A case opened by break-the-glass. */
export type Elevation = Schemas['ElevationView'];
/** What the access journal is cut down to. */
export type AccessesAsked = NonNullable<operations['Accesses_page']['parameters']['query']>;
export type Absence = Schemas['AbsenceView'];
export type Indicator = Schemas['IndicatorView'];
export type Figure = Schemas['FigureView'];
export type CountedVerdict = Schemas['CountedParcoursView']['verdict'];
export type OrientationItem = Schemas['OrientationItemView'];
export type CaseCounts = Schemas['CaseCountsView'];
export type DepartedReferent = Schemas['DepartedReferentView'];
/** What a list of cases may be cut down to. */
export type CasesAsked = NonNullable<operations['Cases_list']['parameters']['query']>;
export type HandBack = Schemas['HandBackView'];
export type NoticeDue = Schemas['NoticeDueView'];
export type Person = Schemas['PersonDocument'];
export type PersonItem = Schemas['PersonItemView'];
export type FullName = Schemas['FullNameForm'];
export type KnownPeople = Schemas['KnownPeopleView'];

export type Alert = Schemas['AlertView'];
export type AlertCounts = Schemas['AlertCountsView'];
/** Which alerts are asked for. */
export type AlertsAsked = NonNullable<operations['Alerts_list']['parameters']['query']>;
/** What the rules say of a parcours on a day. */
export type Risk = Schemas['RiskDocument'];
export type RiskRule = Risk['rules'][number];
export type CoordinationNotices = Schemas['CoordinationNoticesView'];
export type RuleSetItem = Schemas['RuleSetItemView'];
export type RuleSetDocument = Schemas['RuleSetDocument'];
export type RuleSetComparison = Schemas['ComparisonView'];
export type BackTestRun = Schemas['BackTestRunView'];
export type BackTestSummary = Schemas['BackTestSummaryView'];
export type BackTestComparison = Schemas['BackTestComparisonView'];

/** When a step happened in life; the log sets when it was taken. */
export type Occurrence = Pick<Schemas['AnswerForm'], 'occurredOn' | 'time' | 'note'>;
/** A step that happened before the opening, and is said so; an exit never does. */
export type FreeOccurrence = Schemas['AnswerForm'];

/** The last months of a parcours in small: what the ribbon of a row is drawn from. */
export type Ribbon = Schemas['RibbonView'];
export type CaseItem = Schemas['CaseItemView'];
export type Phase = NonNullable<CaseItem['phase']>;
