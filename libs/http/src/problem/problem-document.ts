import type { ErrorKind, Problem } from '@jalons/kernel';

/** One thing to mend, as sent: where (JSON pointer into the body), what, and the way out in French. */
export interface ProblemItem {
  readonly pointer?: string;
  readonly code: string;
  readonly message: string;
}

/** RFC 9457 problem details, as sent. `code` is stable and for machines; the rest is for people, in French. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId?: string;
  readonly errors?: readonly ProblemItem[];
}

/** Each kind of refusal has exactly one status. Malformed requests (400) are refused before any rule is asked. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  unprocessable: 422,
  gone: 410,
  unavailable: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Requête mal formée',
  401: 'Connexion nécessaire',
  403: 'Accès refusé',
  404: 'Introuvable',
  405: 'Méthode non acceptée',
  406: 'Format non disponible',
  408: 'Délai dépassé',
  409: 'Conflit',
  410: 'Donnée effacée',
  412: 'Version dépassée',
  413: 'Envoi trop volumineux',
  414: 'Adresse trop longue',
  415: 'Format non accepté',
  422: 'Saisie à corriger',
  428: 'Précondition nécessaire',
  429: 'Trop de demandes',
  500: 'Erreur interne',
  503: 'Service momentanément indisponible',
};

/** Builds the document of a problem; the title follows from the status alone. */
export function problemDocument(
  status: number,
  code: string,
  detail: string,
  problems: readonly Problem[] = [],
): ProblemDocument {
  return {
    type: `urn:jalons:problem:${code}`,
    title: TITLES[status] ?? (status < 500 ? 'Requête refusée' : 'Erreur interne'),
    status,
    detail,
    code,
    ...(problems.length > 0 && { errors: problems.map(itemOf) }),
  };
}

function itemOf({ field, code, message }: Problem): ProblemItem {
  return { ...(field !== undefined && { pointer: field }), code, message };
}
