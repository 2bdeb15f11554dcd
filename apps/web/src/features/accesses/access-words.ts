import type { AccessLine } from '../../api/contract.js';
import { isMessage, t } from '../../i18n/index.js';

/** What was shown, in words; what this version does not know is said as it came. */
export function actionOf({ action }: Pick<AccessLine, 'action'>): string {
  const key = `access.action.${action}`;
  return isMessage(key) ? t(key) : action;
}

/** Why a person could be shown: each relation once. */
export function reasonsOf({ subjects }: Pick<AccessLine, 'subjects'>): string {
  const reasons = [...new Set(subjects.map(({ reason }) => reason))];
  return reasons.map((reason) => t(`access.reason.${reason}`)).join(', ');
}
