import { invalidField, type Uuid } from '@jalons/kernel';
import type { ChecksOf, FieldChecks } from '../steps/field-checks.js';
import { DECLINED_BY, LAPSE_REASONS, type OrientationEvent } from './orientation.events.js';

type Proposal = Extract<OrientationEvent, { type: 'OrientationProposed' }>['data'];

export const ORIENTATION_CHECKS: ChecksOf<OrientationEvent> = {
  OrientationProposed(proposal, check) {
    const { fromStructure, toStructure, commonLaw, need, personAgreed, transfersReferent, sheet } = proposal;
    check.required({ fromStructure, toStructure, commonLaw, need, personAgreed, transfersReferent, sheet });
    check.required({ summary: sheet.summary }, '/sheet');
    checkReceiver(proposal, check);
    checkCommonLaw(proposal, check);
    checkNeed(need, check);
    check.text('/sheet/summary', sheet.summary);
    check.text('/sheet/expectations', sheet.expectations);
    check.text('/sheet/constraints', sheet.constraints);
  },
  OrientationAccepted: checkAnswer,
  OrientationDeclined({ orientation, by, reason }, check) {
    check.required({ orientation, by, reason });
    check.oneOf('/by', DECLINED_BY, by);
    check.code('/reason', 'decline-reasons', reason);
  },
  OrientationWithdrawn: checkAnswer,
  OrientationLapsed({ orientation, reason }, check) {
    check.required({ orientation, reason });
    check.oneOf('/reason', LAPSE_REASONS, reason);
  },
  OrientationStarted: checkAnswer,
  OrientationClosed({ orientation, outcome }, check) {
    check.required({ orientation, outcome });
    check.code('/outcome', 'orientation-outcomes', outcome);
  },
};

function checkAnswer({ orientation }: { readonly orientation: Uuid }, check: FieldChecks): void {
  check.required({ orientation });
}

/** A need is a wish (`needs`) or a barrier (`barriers`). */
export function isBarrier(need: string, check: FieldChecks): boolean {
  return check.has('barriers', need);
}

function checkNeed(need: string, check: FieldChecks): void {
  check.code('/need', isBarrier(need, check) ? 'barriers' : 'needs', need);
}

function checkReceiver(
  { fromStructure, toStructure, onBehalfOf, transfersReferent }: Proposal,
  check: FieldChecks,
): void {
  check.labelled('/onBehalfOf', onBehalfOf);
  if (fromStructure === toStructure) {
    throw invalidField('/toStructure', 'orientation-to-itself', 'Choisissez une autre structure que la vôtre.');
  }
  if (onBehalfOf !== undefined && transfersReferent) {
    throw invalidField(
      '/transfersReferent',
      'receiver-without-account',
      'Une structure sans compte ne peut pas devenir référente : gardez le référent actuel.',
    );
  }
}

/** Common law comes first: a specific action says why common law did not answer (domain.md § 4). */
function checkCommonLaw({ scheme, commonLaw, noCommonLawReason }: Proposal, check: FieldChecks): void {
  check.text('/noCommonLawReason', noCommonLawReason);
  const marked = scheme === undefined ? undefined : check.code('/scheme', 'schemes', scheme).extra.common_law;
  if (marked !== undefined && (marked === 'yes') !== commonLaw) {
    throw invalidField(
      '/commonLaw',
      'common-law-mismatch',
      marked === 'yes' ? 'Ce dispositif relève du droit commun.' : 'Ce dispositif ne relève pas du droit commun.',
    );
  }
  if (commonLaw && noCommonLawReason !== undefined) {
    throw invalidField(
      '/noCommonLawReason',
      'common-law-answers',
      'Cette orientation relève du droit commun : retirez cette explication.',
    );
  }
  if (!commonLaw && noCommonLawReason === undefined) {
    throw invalidField(
      '/noCommonLawReason',
      'common-law-first',
      'Dites pourquoi le droit commun n’a pas répondu au besoin.',
    );
  }
}
