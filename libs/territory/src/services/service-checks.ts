import {
  codeOn,
  containsNir,
  invalidField,
  type CivilDate,
  type DatedCodes,
  type NomenclatureName,
} from '@jalons/kernel';
import { FEES, MOBILISERS, RECEPTION_MODES, type Service } from './service.events.js';

/** Lengths of data·inclusion's schema. */
const NAME = { least: 3, most: 150 } as const;
const DESCRIPTION = { least: 5, most: 10_000 } as const;
const LINK = 2_083;
const DETAILS = 2_000;
const LINE = 200;

/** Refuses a service that cannot be: a code unknown that day, a text of the wrong length, a scheme said otherwise. */
export function checkService(service: Service, on: CivilDate, codes: DatedCodes): void {
  checkTexts(service);
  checkScheme(service, on, codes);
  if (service.type !== undefined) codeOn(codes, '/type', 'service-types', service.type, on);
  checkCodes('/topics', ['needs', 'barriers'], service.topics, on, codes);
  checkCodes('/publics', ['service-publics'], service.publics, on, codes);
  checkCodes('/mobilisationModes', ['mobilisation-modes'], service.mobilisationModes, on, codes);
  checkValues(service);
  checkAddress(service);
  checkPlaces(service.placesOpen);
}

/** A whole number of places, or unknown. */
export function checkPlaces(places: Service['placesOpen']): void {
  if (places === 'unknown' || (Number.isInteger(places) && places >= 0 && places <= 10_000)) return;
  throw invalidField('/placesOpen', 'places-range', 'Indiquez un nombre de places, ou dites qu’il n’est pas connu.');
}

function checkTexts(service: Service): void {
  length('/name', service.name, NAME.least, NAME.most);
  length('/description', service.description, DESCRIPTION.least, DESCRIPTION.most);
  for (const field of ['publicsDetails', 'accessConditions', 'feesDetails', 'mobilisationDetails'] as const) {
    const text = service[field];
    if (text !== undefined) length(`/${field}`, text, 1, DETAILS);
  }
  for (const field of ['mobilisationLink', 'sourceLink'] as const) checkLink(`/${field}`, service[field]);
  if (service.openingHours !== undefined) length('/openingHours', service.openingHours, 1, LINE);
  if (service.phone !== undefined && !/^\+?[\d\s.()-]{4,20}$/.test(service.phone)) {
    throw invalidField('/phone', 'not-a-phone', 'Ce numéro est incorrect, par exemple : 05 00 00 00 00.');
  }
  if (service.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(service.email)) {
    throw invalidField('/email', 'not-an-email', 'Cette adresse est incorrecte, par exemple : accueil@exemple.fr.');
  }
}

function length(field: string, text: string, least: number, most: number): void {
  const { length: letters } = text.trim();
  if (letters < least || letters > most) {
    throw invalidField(field, 'text-length', `Écrivez de ${least} à ${most} caractères.`);
  }
  if (containsNir(text)) {
    throw invalidField(field, 'nir-forbidden', 'Un numéro de sécurité sociale ne doit pas être saisi : retirez-le.');
  }
}

/** A page on the web and nothing else: a link is shown to be followed. */
function checkLink(field: string, link: string | undefined): void {
  if (link === undefined) return;
  const isWeb = link.length <= LINK && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
  if (isWeb) return;
  throw invalidField(
    field,
    'not-a-link',
    'Cette adresse est incorrecte, par exemple : https://www.exemple.fr/service.',
  );
}

function checkScheme({ scheme, commonLaw }: Service, on: CivilDate, codes: DatedCodes): void {
  if (scheme === undefined) return;
  const marked = codeOn(codes, '/scheme', 'schemes', scheme, on).extra.common_law;
  if (marked === undefined || (marked === 'yes') === commonLaw) return;
  throw invalidField(
    '/commonLaw',
    'common-law-mismatch',
    marked === 'yes' ? 'Ce dispositif relève du droit commun.' : 'Ce dispositif ne relève pas du droit commun.',
  );
}

function checkCodes(
  field: string,
  lists: readonly NomenclatureName[],
  found: readonly string[],
  on: CivilDate,
  codes: DatedCodes,
): void {
  found.forEach((code, index) => codeOn(codes, `${field}/${index}`, lists, code, on));
  once(field, found);
}

function checkValues(service: Service): void {
  const { fees, receptionModes, mobilisedBy, hoursPerWeek, weeks, eligibilityAreas } = service;
  if (fees !== undefined) oneOf('/fees', FEES, [fees]);
  oneOf('/receptionModes', RECEPTION_MODES, receptionModes);
  oneOf('/mobilisedBy', MOBILISERS, mobilisedBy);
  once('/eligibilityAreas', eligibilityAreas);
  eligibilityAreas.forEach((area, index) => {
    if (/^(\w{5}|\w{2,3}|\d{9}|france)$/.test(area)) return;
    throw invalidField(
      `/eligibilityAreas/${index}`,
      'not-an-area',
      'Indiquez le code d’une commune, d’un département ou d’une intercommunalité, ou « france ».',
    );
  });
  if (hoursPerWeek !== undefined && !(hoursPerWeek >= 0 && hoursPerWeek <= 168)) {
    throw invalidField('/hoursPerWeek', 'hours-range', 'Indiquez un nombre d’heures par semaine entre 0 et 168.');
  }
  if (weeks !== undefined && !(Number.isInteger(weeks) && weeks >= 1 && weeks <= 520)) {
    throw invalidField('/weeks', 'weeks-range', 'Indiquez un nombre de semaines entre 1 et 520.');
  }
}

function checkAddress({ address }: Service): void {
  if (address === undefined) return;
  const { line, complement, city, postcode, inseeCode } = address;
  for (const [field, text] of Object.entries({ line, complement, city })) {
    if (text !== undefined) length(`/address/${field}`, text, 1, LINE);
  }
  if (postcode !== undefined && !/^\d{5}$/.test(postcode)) {
    throw invalidField('/address/postcode', 'not-a-postcode', 'Un code postal a cinq chiffres.');
  }
  if (inseeCode !== undefined && !/^\w{5}$/.test(inseeCode)) {
    throw invalidField('/address/inseeCode', 'not-an-insee-code', 'Un code commune a cinq caractères.');
  }
}

function oneOf(field: string, allowed: readonly string[], found: readonly string[]): void {
  if (found.some((value) => !allowed.includes(value))) {
    throw invalidField(field, 'unknown-value', 'Choisissez une des valeurs proposées.');
  }
  once(field, found);
}

function once(field: string, found: readonly string[]): void {
  if (new Set(found).size < found.length) {
    throw invalidField(field, 'repeated-code', 'Chaque valeur ne figure qu’une fois.');
  }
}
