import { frenchDay } from '@jalons/event-log';
import type { ExplainedRisk } from '@jalons/runtime';

/** Why, or why not, for people. */
export function explainedText(told: ExplainedRisk): readonly string[] {
  const { on, ruleSet, known, levelName, score, stoppedBy, messages, rules, nextReviewOn } = told;
  if (!known) return [`Le ${frenchDay(on)}, ce parcours n’était pas connu comme ouvert : aucune règle ne s’applique.`];
  return [
    `Le ${frenchDay(on)}, selon les règles « ${ruleSet.label} », version ${ruleSet.version} : ${levelName} (${score}).`,
    ...(stoppedBy === null ? [] : [stoppedBy.text]),
    ...messages.map(({ since }) => `Inquiétude signalée le ${frenchDay(since)}.`),
    ...rules.flatMap(ruleText),
    ...(nextReviewOn === null
      ? ['Sans rien de nouveau, le temps seul n’y change plus rien.']
      : [`Prochaine évaluation : le ${frenchDay(nextReviewOn)}.`]),
  ];
}

function ruleText({ instance, label, flagged, flags, weight, expectedOn }: ExplainedRisk['rules'][number]): string[] {
  if (!flagged) {
    const when = expectedOn === null ? 'le temps seul ne la déclenche pas' : `dès le ${frenchDay(expectedOn)} sinon`;
    return [`  non  ${instance} ${label} : ${when}`];
  }
  return flags.flatMap(({ why, dueOn, clearedBy, mutedBy, evidence }) => [
    `  ${mutedBy === null ? 'OUI' : 'tue'}  ${instance} ${label} (${weight}) : ${why} Depuis le ${frenchDay(dueOn)}.`,
    `       repose sur ${evidence.map(({ eventId, on }) => (on === null ? eventId : `${eventId} (${frenchDay(on)})`)).join(', ')}`,
    ...(mutedBy === null ? [] : [`       tenue au silence : ${mutedBy.text}`]),
    `       s’éteint avec ${clearedBy.join(' ou ')}`,
  ]);
}
