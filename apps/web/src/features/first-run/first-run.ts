import type { FirstRun } from '../../api/contract.js';

export interface FirstRunForm {
  readonly territoryName: string;
  readonly qpv: readonly string[];
  readonly structureName: string;
  readonly structureKind: string;
  readonly siret: string;
  readonly coordinatorGiven: string;
  readonly coordinatorFamily: string;
  readonly coordinatorEmail: string;
  readonly operatorGiven: string;
  readonly operatorFamily: string;
  readonly operatorEmail: string;
}

export const POINTERS: Readonly<Record<keyof FirstRunForm, string>> = {
  territoryName: '/territory/name',
  qpv: '/territory/qpv',
  structureName: '/structure/name',
  structureKind: '/structure/kind',
  siret: '/structure/siret',
  coordinatorGiven: '/coordinator/givenName',
  coordinatorFamily: '/coordinator/familyName',
  coordinatorEmail: '/coordinator/email',
  operatorGiven: '/operator/givenName',
  operatorFamily: '/operator/familyName',
  operatorEmail: '/operator/email',
};

/** The fields that must be answered and are not; a SIRET is optional. */
export function unanswered(form: FirstRunForm): (keyof FirstRunForm)[] {
  const names = Object.keys(POINTERS) as (keyof FirstRunForm)[];
  return names.filter(
    (name) => name !== 'siret' && (name === 'qpv' ? form.qpv.length === 0 : form[name].trim() === ''),
  );
}

/** What is sent. The zone is that of the territory, in which days are counted. */
export function firstRunOf(form: FirstRunForm, zone: string): FirstRun {
  const siret = form.siret.replaceAll(/\s/g, '');
  return {
    territory: { name: form.territoryName.trim(), zone, qpv: [...form.qpv] },
    structure: { name: form.structureName.trim(), kind: form.structureKind, ...(siret !== '' && { siret }) },
    coordinator: {
      givenName: form.coordinatorGiven.trim(),
      familyName: form.coordinatorFamily.trim(),
      email: form.coordinatorEmail.trim(),
    },
    operator: {
      givenName: form.operatorGiven.trim(),
      familyName: form.operatorFamily.trim(),
      email: form.operatorEmail.trim(),
    },
  };
}
