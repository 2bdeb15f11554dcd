import { LogUnavailable } from '@jalons/event-log';
import { isDiskFull, isDomainError } from '@jalons/kernel';

const DISK_FULL =
  'Le disque est plein. Rien de ce qui était enregistré n’est perdu : faites de la place, puis relancez la même commande.';
const AWAY =
  'La base de données ne répond plus, ou manque de ressources. Rien de ce qui était enregistré n’est perdu : ' +
  'relancez la même commande.';

/** Why a command failed and the way out, in French. What a database says may quote a value, and is never repeated. */
export function failureSentence(error: unknown): string {
  if (isDomainError(error) && error.problems.length > 0) return error.problems.map(({ message }) => message).join('\n');
  if (isDiskFull(error)) return DISK_FULL;
  if (error instanceof LogUnavailable) return AWAY;
  const { code, severity } = error as { readonly code?: unknown; readonly severity?: unknown };
  if (severity !== undefined) {
    return /^(?:08|53|57P|58)/.test(String(code))
      ? AWAY
      : `La base de données a refusé cette opération (${String(code)}).`;
  }
  return error instanceof Error && error.message !== '' ? error.message : 'La commande a échoué.';
}
