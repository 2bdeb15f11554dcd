import { DomainError, invalidField } from '@jalons/kernel';
import type { ParcoursStep } from '../parcours.events.js';
import type { StepOf } from '../steps/recording.js';

/** What is known, on its day, of the structure or the professional that a step brings in, and whether it may be. */
export interface Named {
  /** Her processing is restricted (RGPD art. 18): what is recorded may be mended, and nothing is added. */
  readonly restricted?: boolean;
  /** The person objects to sharing, or her record is restricted: nobody new is told of her (security.md § 3). */
  readonly sharingStopped?: boolean;
  /** Whether it exists, and sits on the comité technique local of the territory. */
  readonly structure?: 'seated' | 'seatless' | 'unknown';
  /** Whether the directory has the service that an orientation picks, and that structure gives it. */
  readonly service?: 'offered' | 'withdrawn' | 'elsewhere' | 'unknown';
  /** Whether the professional may follow people for the structure that the step names. */
  readonly professional?: 'mandated' | 'elsewhere';
}

/** Only a structure that sits answers by itself or takes part; a referent belongs to the structure that answers for it. */
export function refuseNamed(
  step: StepOf<ParcoursStep>,
  { sharingStopped, structure, service, professional }: Named,
): void {
  if (sharingStopped === true) {
    throw new DomainError(
      'conflict',
      'sharing-stopped',
      'Cette personne s’oppose au partage de son dossier, ou il est limité : levez d’abord cette opposition avec elle.',
    );
  }
  const field = step.type === 'OrientationProposed' ? '/toStructure' : '/structure';
  if (structure === 'unknown') {
    throw invalidField(field, 'structure-unknown', 'Choisissez une structure de la liste.');
  }
  if (structure === 'seatless' && step.type === 'OrientationProposed' && step.data.onBehalfOf === undefined) {
    throw invalidField(
      field,
      'receiver-without-seat',
      'Cette structure ne siège pas au comité technique local : choisissez-en une autre, ou répondez pour elle.',
    );
  }
  if (structure === 'seatless' && step.type === 'StructureJoined') {
    throw invalidField(
      field,
      'structure-without-seat',
      'Cette structure ne siège pas au comité technique local : orientez la personne vers elle, en répondant pour elle.',
    );
  }
  if (service === 'unknown' || service === 'elsewhere') {
    throw invalidField('/service', 'service-unknown', 'Choisissez un service de l’annuaire que rend cette structure.');
  }
  if (service === 'withdrawn') {
    throw invalidField(
      '/service',
      'service-withdrawn',
      'Ce service ne figurait plus dans l’annuaire à cette date : choisissez-en un autre.',
    );
  }
  if (professional === 'elsewhere') {
    throw invalidField(
      '/professional',
      'professional-elsewhere',
      'Choisissez un professionnel qui suit des personnes dans cette structure.',
    );
  }
}
