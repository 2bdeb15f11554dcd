import { type Explained, inWords, levelName, type Flag, type Mute } from '@jalons/dropout-risk';
import type { Position } from '@jalons/event-log';
import { type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import type { Language } from '@jalons/territory';
import type { Evidence } from '../alerts/alert-item.js';

export interface FlagItem {
  readonly why: string;
  /** The day that it tells of. */
  readonly since: CivilDate;
  /** The day since which it holds. */
  readonly dueOn: CivilDate;
  readonly evidence: readonly Evidence[];
  readonly clearedBy: readonly string[];
  readonly mutedBy: {
    readonly text: string;
    readonly by: Mute['by'];
    readonly until: CivilDate | null;
    readonly evidence: Evidence | null;
  } | null;
}

/** One rule: why it holds, or when it would. */
export interface RuleItem {
  readonly instance: string;
  readonly rule: string;
  readonly label: string;
  readonly weight: number;
  readonly group: 'S' | 'H' | 'B' | null;
  /** It holds, muted or not. */
  readonly flagged: boolean;
  /** One of its flags is in the score. */
  readonly counts: boolean;
  readonly flags: readonly FlagItem[];
  readonly expectedOn: CivilDate | null;
}

/** « Pourquoi, pourquoi pas » on one day. Days, never elapsed days. */
export interface RiskView {
  readonly parcoursId: Uuid;
  readonly on: CivilDate;
  readonly position: Position | null;
  /** False where the parcours was not known to have opened. */
  readonly known: boolean;
  readonly ruleSet: { readonly version: number; readonly label: string };
  readonly level: Explained['evaluation']['level'];
  readonly levelName: string;
  readonly score: number;
  readonly nextReviewOn: CivilDate | null;
  readonly stoppedBy: {
    readonly by: 'objection' | 'restriction';
    readonly text: string;
    readonly evidence: Evidence;
  } | null;
  readonly messages: readonly { readonly kind: 'concern'; readonly since: CivilDate; readonly evidence: Evidence }[];
  readonly rules: readonly RuleItem[];
  /** The one that was open then. */
  readonly alert: { readonly id: Uuid; readonly n: number } | null;
}

const STOPS = {
  fr: {
    objection: 'La personne s’oppose au profilage : aucune règle n’est appliquée.',
    restriction: 'Le traitement de ses données est limité : aucune règle n’est appliquée.',
  },
  en: {
    objection: 'The person objects to profiling: no rule is applied.',
    restriction: 'The processing of her data is restricted: no rule is applied.',
  },
} as const;

/** What is told of a day, in words. */
export type ToldRisk = Pick<
  RiskView,
  'level' | 'levelName' | 'score' | 'nextReviewOn' | 'stoppedBy' | 'messages' | 'rules'
>;

/**
 * @param explained null where nothing was known: no rule was asked
 * @param days of the entries of this parcours; those of others have none
 */
export function toldRisk(
  explained: Explained | null,
  days: ReadonlyMap<Uuid, CivilDate>,
  zone: string,
  language: Language = 'fr',
): ToldRisk {
  if (explained === null) {
    return {
      ...{ level: 'none', levelName: levelName('none', language), score: 0, nextReviewOn: null, stoppedBy: null },
      ...{ messages: [], rules: [] },
    };
  }
  const { evaluation, rules } = explained;
  const evidence = (eventId: Uuid): Evidence => ({ eventId, on: days.get(eventId) ?? null });
  const { level, score, stoppedBy, messages, nextReviewAt } = evaluation;
  return {
    ...{ level, levelName: levelName(level, language), score },
    nextReviewOn: nextReviewAt === null ? null : dateAt(nextReviewAt, zone),
    stoppedBy:
      stoppedBy === null
        ? null
        : { by: stoppedBy.by, text: STOPS[language][stoppedBy.by], evidence: evidence(stoppedBy.evidence) },
    messages: messages.map(({ kind, since, evidence: id }) => ({ kind, since, evidence: evidence(id) })),
    rules:
      stoppedBy !== null
        ? []
        : rules.map(({ rule, flags, expectedOn }) => ({
            ...{
              instance: rule.instance,
              rule: rule.rule,
              label: rule.label[language],
              weight: rule.weight,
              group: rule.group,
            },
            flagged: flags.length > 0,
            counts: flags.some(({ mutedBy }) => mutedBy === null),
            flags: flags.map((flag) => flagItem(flag, evidence, language)),
            expectedOn,
          })),
  };
}

function flagItem(flag: Flag, evidence: (eventId: Uuid) => Evidence, language: Language): FlagItem {
  const { why, clearedBy, mutedBy: text } = inWords(flag, language);
  const { since, dueOn, mutedBy } = flag;
  return {
    ...{ why, since, dueOn, clearedBy, evidence: flag.evidence.map(evidence) },
    mutedBy:
      mutedBy === null
        ? null
        : {
            ...{ text: text ?? '', by: mutedBy.by, until: mutedBy.until },
            evidence: mutedBy.evidence === null ? null : evidence(mutedBy.evidence),
          },
  };
}
