import { isDiskFull, isDomainError } from '@jalons/kernel';
import { LogUnavailable } from '@jalons/event-log';
import { HttpProblem } from './http-problem.js';
import { problemDocument, STATUS_OF_KIND, type ProblemDocument } from './problem-document.js';

/** What is answered to a failure: the document, and the seconds of `Retry-After` where coming back helps. */
export interface Refusal {
  readonly document: ProblemDocument;
  readonly retryAfter?: number;
  /** True for a fault of ours, to be logged as an error. */
  readonly unexpected: boolean;
}

/** Seconds after which a client may try again while a back end restarts. */
const RETRY_AFTER_SECONDS = 2;
/** The same while somebody makes room on a full disk. */
const ROOM_AFTER_SECONDS = 60;

/** Refusals of the frameworks under us (Fastify, Nest), which carry a status and an English text we do not repeat. */
const EDGE: Readonly<Record<number, { code: string; detail: string }>> = {
  400: { code: 'malformed-request', detail: "La requête n'est pas lisible. Vérifiez son format." },
  401: { code: 'sign-in-needed', detail: 'Connectez-vous pour continuer.' },
  403: { code: 'forbidden', detail: "Vous n'avez pas le droit de faire cela." },
  404: { code: 'not-found', detail: "Cette adresse n'existe pas." },
  405: { code: 'method-not-allowed', detail: "Cette méthode n'est pas acceptée à cette adresse." },
  406: { code: 'not-acceptable', detail: "Ce format de réponse n'est pas disponible." },
  408: { code: 'timed-out', detail: 'La requête a mis trop de temps à arriver. Réessayez.' },
  413: { code: 'body-too-large', detail: "L'envoi dépasse la taille acceptée." },
  414: { code: 'address-too-long', detail: "L'adresse dépasse la longueur acceptée." },
  415: { code: 'unsupported-media-type', detail: 'Envoyez du JSON (Content-Type: application/json).' },
  429: { code: 'too-many-requests', detail: 'Trop de demandes en peu de temps. Patientez avant de réessayer.' },
};

/** SQLSTATE classes that mean « the server is away or full », and the same said by the network. */
const AWAY = /^(08|53|57P|58)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** Turns any failure into what the caller may know of it: no internals, no detail of PostgreSQL, no value. */
export function toProblem(error: unknown): Refusal {
  if (isDomainError(error)) {
    const status = STATUS_OF_KIND[error.kind];
    const document = problemDocument(status, error.code, error.message, error.problems);
    return { document, unexpected: false, ...(status === 503 && { retryAfter: RETRY_AFTER_SECONDS }) };
  }
  if (error instanceof HttpProblem) {
    const document = problemDocument(error.status, error.code, error.message, error.problems);
    return { document, unexpected: false, ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }) };
  }
  if (isDiskFull(error)) return diskFull();
  if (isAway(error)) return unavailable();
  const status = statusOf(error);
  const edge = status === undefined ? undefined : EDGE[status];
  if (status !== undefined && edge) {
    return { document: problemDocument(status, edge.code, edge.detail), unexpected: false };
  }
  if (status !== undefined && status < 500) {
    return { document: problemDocument(status, 'refused', "La requête n'est pas acceptée."), unexpected: false };
  }
  if (status === 503) return unavailable();
  const detail = "Une erreur s'est produite de notre côté. Elle est enregistrée ; réessayez dans un instant.";
  return { document: problemDocument(500, 'internal-error', detail), unexpected: true };
}

function unavailable(): Refusal {
  const detail = 'Le service est momentanément indisponible. Rien ne se perd : réessayez dans un instant.';
  return {
    document: problemDocument(503, 'unavailable', detail),
    retryAfter: RETRY_AFTER_SECONDS,
    unexpected: true,
  };
}

/** Somebody has to make room first: coming back at once does not help. */
function diskFull(): Refusal {
  const detail =
    'Le disque du serveur est plein. Rien de ce qui était enregistré n’est perdu : prévenez l’administrateur, et ' +
    'recommencez quand il aura fait de la place.';
  return { document: problemDocument(503, 'disk-full', detail), retryAfter: ROOM_AFTER_SECONDS, unexpected: true };
}

function isAway(error: unknown): boolean {
  if (error instanceof LogUnavailable) return true;
  const code = propertyOf(error, 'code');
  return typeof code === 'string' && AWAY.test(code);
}

/** `statusCode` of Fastify's errors, `getStatus()` of Nest's. */
function statusOf(error: unknown): number | undefined {
  const status = propertyOf(error, 'statusCode') ?? propertyOf(error, 'status');
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
}
