import type { LifeEvent, Position } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { RuleSet } from '../../rule-set/rule-set.js';
import type { KnownEncounter } from '../person-history.js';
import type { BackTestQuestion } from '../summary.js';

/** What of the log concerns everybody, read once. */
export interface LogSurvey {
  readonly professionals: ReadonlyMap<Uuid, readonly LifeEvent<ProfessionalEvent>[]>;
  /** Everybody ever merged with somebody, and the lowest id among them. */
  readonly merged: ReadonlyMap<Uuid, Uuid>;
  readonly encounters: readonly KnownEncounter[];
  readonly zones: ReadonlyMap<Uuid, string>;
}

/** What every reader is to do; goes from thread to thread. */
export interface ReadingPlan extends LogSurvey {
  readonly ruleSet: RuleSet;
  readonly against?: RuleSet;
  readonly question: BackTestQuestion;
  /** Whether the question begins with the first landmark at which anything was open. */
  readonly fromFirst: boolean;
  readonly upTo: Position;
  readonly observedUntil: CivilDate;
  /** Only the parcours of this territory; those of all where absent. */
  readonly territory?: Uuid;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  /** Into how many parts people are shared out, each read by itself. The result does not depend on it. */
  readonly parts: number;
}

/** Which people a reader takes up: one part of those who were merged with nobody, or all the others. */
export type ReadingTask = { readonly part: number } | { readonly merged: true };

/** How far one task has come, from 0 to 1. */
export type TellShare = (share: number) => void;
