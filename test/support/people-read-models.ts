import { caseViewsProjections } from '@jalons/case-views';
import { loadNomenclatures } from '@jalons/kernel';
import { territoriesProjection } from '@jalons/territory';

/** The read models that say which people are open to whom, for specs of the capabilities below them. */
export const peopleReadModels = [...caseViewsProjections(loadNomenclatures()), territoriesProjection];
