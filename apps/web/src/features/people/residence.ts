import { inForce } from '../../api/codes.js';
import type { Code } from '../../api/contract.js';
import type { Option } from '../../design/choice-field.js';
import { t } from '../../i18n/index.js';

export const EVIDENCE = ['declared', 'address', 'domiciliation', 'partner'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** The answer of somebody who lives outside any priority district, which is not the same as not knowing. */
export const OUTSIDE = 'outside';

/** A district as it was answered, as the server has it: null outside any, `unknown` where nobody knows. */
export function qpvOf(answer: string): string | null {
  if (answer === OUTSIDE) return null;
  return answer === '' ? 'unknown' : answer;
}

/** The same the other way. */
export function qpvAnswer(qpv: string | null): string {
  if (qpv === null) return OUTSIDE;
  return qpv === 'unknown' ? '' : qpv;
}

/** A district to choose, with its communes. */
export function districtOption({ code, label, extra }: Code): Option {
  return { value: code, label: [label, extra?.['commune'] ?? []].flat().join(', ') };
}

/** The districts of a day to choose from, outside of any first; what was `chosen` before stays to be read. */
export function qpvOptions(codes: readonly Code[], day: string, chosen = ''): readonly Option[] {
  const districts = new Set(inForce(codes, day));
  return [
    { value: OUTSIDE, label: t('new.qpvOutside') },
    ...codes.filter((district) => districts.has(district) || district.code === chosen).map(districtOption),
  ];
}
