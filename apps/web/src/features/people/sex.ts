import type { Option } from '../../design/choice-field.js';
import { t } from '../../i18n/index.js';

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];

export const sexOptions = (): readonly Option[] => SEXES.map((value) => ({ value, label: t(`identity.sex.${value}`) }));
