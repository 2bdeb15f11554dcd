import type { CivilDate, Uuid } from '@jalons/kernel';
import type { Service } from './service.events.js';

/** What the shape asks besides the service itself. */
export interface PublishedService {
  readonly id: Uuid;
  readonly service: Service;
  readonly confirmedOn: CivilDate;
}

const SOURCE = 'jalons';
const FEES = { free: 'gratuit', paid: 'payant' } as const;
const RECEPTION = { 'in-person': 'en-presentiel', remote: 'a-distance' } as const;
const MOBILISERS = { residents: 'usagers', professionals: 'professionnels' } as const;

/**
 * A service in the shape of data·inclusion (schema v1, `service.json`). Topics that stand for a whole group (health,
 * justice, violence: domain.md § 4) have no code there and are left out; so is whatever nobody said.
 */
export function dataInclusionOf({ id, service, confirmedOn }: PublishedService): Readonly<Record<string, unknown>> {
  const { address = {}, fees } = service;
  const topics = service.topics.filter((topic) => topic.includes('--'));
  return said({
    source: SOURCE,
    structure_id: `${SOURCE}--${service.structure}`,
    id: `${SOURCE}--${id}`,
    nom: service.name,
    description: service.description,
    date_maj: confirmedOn,
    type: service.type,
    thematiques: topics,
    publics: service.publics,
    publics_precisions: service.publicsDetails,
    conditions_acces: service.accessConditions,
    zone_eligibilite: service.eligibilityAreas,
    frais: fees === undefined ? undefined : FEES[fees],
    frais_precisions: service.feesDetails,
    modes_accueil: service.receptionModes.map((mode) => RECEPTION[mode]),
    mobilisable_par: service.mobilisedBy.map((who) => MOBILISERS[who]),
    modes_mobilisation: service.mobilisationModes,
    mobilisation_precisions: service.mobilisationDetails,
    lien_mobilisation: service.mobilisationLink,
    lien_source: service.sourceLink,
    telephone: service.phone,
    courriel: service.email,
    adresse: address.line,
    complement_adresse: address.complement,
    code_postal: address.postcode,
    commune: address.city,
    code_insee: address.inseeCode,
    horaires_accueil: service.openingHours,
    volume_horaire_hebdomadaire: service.hoursPerWeek,
    nombre_semaines: service.weeks,
  });
}

function said(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isSaid = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSaid(value)));
}
