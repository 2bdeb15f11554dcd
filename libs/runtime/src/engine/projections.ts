import { outreachProjection } from '@jalons/beneficiaries';
import { caseViewsProjections } from '@jalons/case-views';
import { riskProjection } from '@jalons/dropout-risk';
import type { NomenclatureCatalogue } from '@jalons/kernel';
import { mandatesProjection, professionalsProjection } from '@jalons/identity';
import { indicatorsProjection } from '@jalons/indicators';
import { parcoursSlotsProjection } from '@jalons/parcours';
import type { Projection } from '@jalons/projections';
import { servicesProjection, structuresProjection, territoriesProjection } from '@jalons/territory';

/** The read models of the product; a library that keeps some has its line here. */
export function projectionsOf(codes: NomenclatureCatalogue): readonly Projection[] {
  return [
    mandatesProjection,
    professionalsProjection,
    structuresProjection(codes),
    territoriesProjection,
    servicesProjection(codes),
    parcoursSlotsProjection,
    outreachProjection,
    ...caseViewsProjections(codes),
    indicatorsProjection,
    riskProjection(),
  ];
}
