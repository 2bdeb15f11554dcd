import type { Code, Service, ServiceForm } from '../../api/contract.js';

/** A service as it is typed: a text is empty, and a list too, where nobody answered. */
export interface ServiceFields {
  readonly structure: string;
  readonly name: string;
  readonly description: string;
  readonly scheme: string;
  readonly commonLaw: 'yes' | 'no' | '';
  readonly type: string;
  readonly topics: readonly string[];
  readonly publics: readonly string[];
  readonly publicsDetails: string;
  readonly accessConditions: string;
  readonly placesOpen: string;
  readonly fees: string;
  readonly feesDetails: string;
  readonly mobilisedBy: readonly string[];
  readonly mobilisationModes: readonly string[];
  readonly mobilisationDetails: string;
  readonly mobilisationLink: string;
  readonly phone: string;
  readonly email: string;
  readonly receptionModes: readonly string[];
  readonly line: string;
  readonly complement: string;
  readonly postcode: string;
  readonly city: string;
  readonly hoursPerWeek: string;
  readonly weeks: string;
  readonly sourceLink: string;
}

export type FieldName = keyof ServiceFields;
type TextName = { [Name in FieldName]: ServiceFields[Name] extends string ? Name : never }[FieldName];

/** Texts that are sent as they are typed, and left out where they are empty. */
const TEXTS = [
  ...(['scheme', 'type', 'publicsDetails', 'accessConditions', 'fees', 'feesDetails', 'mobilisationDetails'] as const),
  ...(['mobilisationLink', 'phone', 'email', 'sourceLink'] as const),
] as const satisfies readonly TextName[];
const NUMBERS = ['hoursPerWeek', 'weeks'] as const;
const ADDRESS = ['line', 'complement', 'postcode', 'city'] as const;
const LISTS = ['topics', 'publics', 'mobilisedBy', 'mobilisationModes', 'receptionModes'] as const;

const NAMES: readonly FieldName[] = [
  ...(['structure', 'name', 'description', 'commonLaw', 'placesOpen'] as const),
  ...[...TEXTS, ...NUMBERS, ...LISTS],
];

/** The JSON pointer of each field. */
export const POINTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NAMES.map((name) => [name, `/${name}`])),
  ...Object.fromEntries(ADDRESS.map((name) => [name, `/address/${name}`])),
};

export const BLANK: ServiceFields = {
  ...{ structure: '', name: '', description: '', commonLaw: '', placesOpen: '', hoursPerWeek: '', weeks: '' },
  ...{ scheme: '', type: '', publicsDetails: '', accessConditions: '', fees: '', feesDetails: '' },
  ...{ mobilisationDetails: '', mobilisationLink: '', phone: '', email: '', sourceLink: '' },
  ...{ line: '', complement: '', postcode: '', city: '' },
  ...{ topics: [], publics: [], mobilisedBy: [], mobilisationModes: [], receptionModes: [] },
};

/** A service of the directory, to be changed. */
export function fieldsOf(service: Service): ServiceFields {
  const { structure, name, description, commonLaw, placesOpen, address } = service;
  return {
    ...BLANK,
    ...{ structure, name, description, commonLaw: commonLaw ? 'yes' : 'no' },
    placesOpen: typeof placesOpen === 'number' ? String(placesOpen) : '',
    ...Object.fromEntries(TEXTS.map((text) => [text, service[text] ?? ''])),
    ...Object.fromEntries(NUMBERS.map((number) => [number, String(service[number] ?? '')])),
    ...Object.fromEntries(LISTS.map((list) => [list, service[list] ?? []])),
    ...Object.fromEntries(ADDRESS.map((part) => [part, address?.[part] ?? ''])),
  };
}

/** Whether it is common law: as its scheme is marked, and as it was answered where that does not say. */
export function lawOf({ scheme, commonLaw }: ServiceFields, schemes: readonly Code[]): ServiceFields['commonLaw'] {
  return statedLaw(scheme, schemes) ?? commonLaw;
}

/** What the list of schemes says of one. */
export function statedLaw(scheme: string, schemes: readonly Code[]): 'yes' | 'no' | undefined {
  const marked = schemes.find(({ code }) => code === scheme)?.extra?.['common_law'];
  return marked === 'yes' || marked === 'no' ? marked : undefined;
}

/** The fields that must be answered and are not. */
export function unanswered(fields: ServiceFields, schemes: readonly Code[]): FieldName[] {
  const texts = (['structure', 'name', 'description'] as const).filter((name) => fields[name].trim() === '');
  return lawOf(fields, schemes) === '' ? [...texts, 'commonLaw'] : texts;
}

/**
 * A service as it is sent: whole. What `before` holds and no field asks for stays as it was; the code of a commune goes
 * with its town and postcode.
 */
export function serviceOf(fields: ServiceFields, schemes: readonly Code[], before?: Service): ServiceForm {
  const said = (name: TextName) => fields[name].trim();
  const answered = <Name extends TextName>(names: readonly Name[]) =>
    Object.fromEntries(names.flatMap((name) => (said(name) === '' ? [] : [[name, said(name)]])));
  const { inseeCode } = before?.address ?? {};
  const stayed =
    said('postcode') === (before?.address?.postcode ?? '') && said('city') === (before?.address?.city ?? '');
  const address = { ...answered(ADDRESS), ...(inseeCode !== undefined && stayed && { inseeCode }) };
  return {
    name: said('name'),
    description: said('description'),
    commonLaw: lawOf(fields, schemes) === 'yes',
    placesOpen: said('placesOpen') === '' ? 'unknown' : Number(said('placesOpen')),
    ...answered(TEXTS),
    ...Object.fromEntries(NUMBERS.flatMap((name) => (said(name) === '' ? [] : [[name, Number(said(name))]]))),
    ...Object.fromEntries(LISTS.map((name) => [name, fields[name]])),
    ...(Object.keys(address).length > 0 && { address }),
    ...(before?.eligibilityAreas !== undefined && { eligibilityAreas: before.eligibilityAreas }),
    ...(before?.openingHours !== undefined && { openingHours: before.openingHours }),
  };
}
