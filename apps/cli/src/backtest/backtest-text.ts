import type { BackTestResult, BackTestSummary, Interval } from '@jalons/dropout-risk';
import { frenchDay } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';

/** Reasons for which a figure cannot be had, as `why` gives them. */
const REASONS: Readonly<Record<string, string>> = {
  'the cohort is empty': 'aucun parcours à évaluer',
  'nobody drops out in the cohort': 'personne ne décroche dans la cohorte',
  'everybody drops out in the cohort': 'tout le monde décroche dans la cohorte',
  'nobody is flagged in the cohort': 'personne n’est signalé dans la cohorte',
  'no landmark of the cohort precedes an exit for abandonment': 'aucune sortie pour abandon à annoncer',
  'no parcours has a referent': 'aucun parcours n’a de référent',
};

const BASELINES = {
  always: 'toujours signaler',
  random: 'signaler autant, au hasard',
  'no-contact-90': '90 jours sans contact',
} as const;

/** What a back-test answers, for people. */
export function backTestText(result: BackTestResult, details: boolean): readonly string[] {
  const { summary } = result;
  const { ruleSet, asked, leftOut, persons, landmarks, gate } = summary;
  const figure = (name: keyof BackTestSummary, shown: string | null) =>
    shown ?? `sans objet (${REASONS[summary.why[name]!] ?? 'trop peu de personnes'})`;
  return [
    `Règles ${ruleSet.id}, version ${ruleSet.version} ; journal lu jusqu’à ${Number(summary.position)}.`,
    `Du ${frenchDay(asked.from)} au ${frenchDay(asked.to)}, horizon ${asked.horizonDays} jours : ` +
      `${number(persons)} personnes, ${number(landmarks)} évaluations.`,
    '',
    `Décrochent (taux de base) : ${figure('baseRate', percent(summary.baseRate))}`,
    `Signalés : ${number(summary.flagged)} ; précision ${figure('precision', percent(summary.precision))}` +
      interval(', en avance sur le taux de base de', summary.ppvAhead),
    `Abandons annoncés au moins 7 jours avant : ${figure('recall', percent(summary.recall))} de ${number(summary.exits)}`,
    `AUC : ${figure('auc', decimal(summary.auc))}${interval(', intervalle à 95 %', summary.aucInterval)}`,
    `Avance médiane : ${figure('medianLeadDays', days(summary.medianLeadDays))} ; ` +
      `du dernier contact au signalement : ${figure('medianDaysFromContact', days(summary.medianDaysFromContact))}` +
      ` (dans les 30 jours : ${figure('withinThirtyDays', percent(summary.withinThirtyDays))})`,
    `Nouvelles alertes par référent et par semaine : ` +
      figure('alertsPerOperatorWeek', decimal(summary.alertsPerOperatorWeek)),
    '',
    ...summary.baselines.map(
      ({ id, precision, recall, auc, aucAhead }) =>
        `Au lieu des règles, ${BASELINES[id]} : précision ${percent(precision) ?? '–'}, abandons annoncés ` +
        `${percent(recall) ?? '–'}, AUC ${decimal(auc) ?? '–'}${interval(' ; les règles font mieux de', aucAhead)}`,
    ),
    `Ces règles font mieux que « 90 jours sans contact » : ${yes(gate.auc)} ; que le hasard : ${yes(gate.ppv)}.`,
    '',
    `À part : ${number(leftOut.silent.landmarks)} évaluations de personnes déjà silencieuses ` +
      `(${number(leftOut.silent.positives)} décrochent), ${number(leftOut.gone)} avant un décès ou un déménagement, ` +
      `${number(leftOut.unobserved)} pas assez observées, ${number(leftOut.over)} finies sans qu’on le sache, ` +
      `${number(leftOut.objecting)} personnes opposées ou limitées.`,
    ...(details ? detailsText(result) : []),
    `Empreinte du résultat : ${summary.hash}`,
  ];
}

function detailsText({ summary, comparison, missed }: BackTestResult): readonly string[] {
  const { thresholds, groups } = summary;
  return [
    '',
    ...thresholds.map(
      ({ atRiskFrom, flagged, precision, recall, alertsPerWeek }) =>
        `À partir de ${atRiskFrom} points : ${number(flagged)} signalés, précision ${percent(precision) ?? '–'}, ` +
        `abandons annoncés ${percent(recall) ?? '–'}, ${decimal(alertsPerWeek) ?? '–'} alertes par semaine`,
    ),
    ...groups.map(
      ({ by, value, flagged, precision, baseRate }) =>
        `${by} ${value} : ${number(flagged)} signalés, précision ${percent(precision)}, base ${percent(baseRate)}`,
    ),
    ...(comparison === null
      ? []
      : [
          `Face à ${comparison.other.id}, version ${comparison.other.version} : ${number(comparison.alerts.both)} alertes ` +
            `communes, ${number(comparison.alerts.onlyThis)} d’elles seules, ${number(comparison.alerts.onlyOther)} des ` +
            `autres seules${interval(' ; AUC en avance de', comparison.aucAhead)}`,
        ]),
    `Abandons qu’aucun signalement n’annonçait : ${number(missed.length)}`,
    ...missed.map(({ parcours, exitOn }) => `  ${parcours}, sortie du ${frenchDay(exitOn as CivilDate)}`),
  ];
}

function number(count: number): string {
  return count.toLocaleString('fr-FR');
}

function percent(share: number | null): string | null {
  return share?.toLocaleString('fr-FR', { style: 'percent', maximumFractionDigits: 1 }) ?? null;
}

function decimal(value: number | null): string | null {
  return value?.toLocaleString('fr-FR', { maximumFractionDigits: 3 }) ?? null;
}

function days(count: number | null): string | null {
  return count === null ? null : `${count} jours`;
}

function interval(words: string, bounds: Interval | null): string {
  return bounds === null ? '' : `${words} ${decimal(bounds[0])} à ${decimal(bounds[1])}`;
}

function yes(holds: boolean | null): string {
  return holds === null ? 'on ne peut le dire' : holds ? 'oui' : 'non';
}
