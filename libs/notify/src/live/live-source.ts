import type { Uuid } from '@jalons/kernel';

/** How far a browser has heard: positions of the log, one for each read model that is told of. */
export type LivePlace = string;
export const BETWEEN_POSITIONS = '~';

/** Nineteen digits on PostgreSQL, two of them joined on EventStoreDB; for each read model. */
const PLACE = /^\d{19}(-\d{19})?(~\d{19}(-\d{19})?){0,3}$/;

export function isLivePlace(text: string): text is LivePlace {
  return PLACE.test(text);
}

/** What changed for the holder of a session since a place: ids alone, to be asked for again by their own routes. */
export interface LiveChanges {
  /** False once the session is over, or nothing is shown under it any more: nothing is told from then on. */
  readonly holds: boolean;
  /** Everything up to there is in `ids`; null before the first event. */
  readonly upTo: LivePlace | null;
  /** By kind of what is shown (`cases`, `orientations`, `alerts`, `escalations`); kinds without a change may be absent. */
  readonly ids: Readonly<Record<string, readonly Uuid[]>>;
  /** More changed than is listed: what is shown is to be read anew. */
  readonly more: boolean;
}

/** Where changes come from; each session asks under its own token, so that its policies decide what it hears of. */
export interface LiveSource {
  /** @param since null to learn where things stand without hearing what led there */
  changes(token: string, since: LivePlace | null): Promise<LiveChanges>;
  /**
   * Calls `heard` whenever something may have changed, and now and then for nothing: for one professional alone where it
   * names one, whose session may be over. Answers how to stop.
   */
  watch(heard: (professional?: Uuid) => void): () => void;
}
