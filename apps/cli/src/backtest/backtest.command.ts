import type { BackTestProgress, BackTestResult, BackTestSummary } from '@jalons/dropout-risk';
import { isUuid, parseCivilDate, type CivilDate, type Uuid } from '@jalons/kernel';
import { readConfiguration, withBackTests } from '@jalons/runtime';
import { UsageError, type ReadArguments } from '../command-line/arguments.js';
import { progressOf } from '../command-line/progress.js';
import { runCommand, type CommandAnswer } from '../command-line/run-command.js';
import { backTestText } from './backtest-text.js';
import { rulesNamed } from './rules-option.js';

const HELP = [
  'Usage : npm run jalons -- backtest --rules FICHIER|VERSION|default [--against FICHIER|VERSION|default]',
  '        [--from AAAA-MM-JJ] [--to AAAA-MM-JJ] [--horizon JOURS] [--every P7D] [--territory ID] [--json] [--details]',
  '',
  'Éprouve des règles d’alerte sur tout le journal : chaque dimanche soir, chaque parcours ouvert est évalué sur ce qui',
  'était connu alors, et rien d’autre ; ce qu’il est devenu se lit à la fin. Rien n’est écrit.',
  '',
  '  --rules        les règles à éprouver : celles du produit (default), une version du territoire, ou un fichier',
  '  --against      d’autres règles, comparées sur les mêmes personnes et les mêmes jours',
  '  --from, --to   premier et dernier jours d’évaluation ; tout ce qui est observé par défaut',
  '  --horizon      un décrochage compte s’il survient dans ce nombre de jours ; 90 par défaut, aussi 60 et 120',
  '  --every        pas entre deux évaluations (P7D : chaque dimanche)',
  '  --details      aussi les groupes, les seuils, la comparaison et les cas manqués',
  '',
  'Un chiffre absent (null) est un chiffre que ces données ne peuvent donner : « why » dit pourquoi.',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 fait, 1 refusé ou impossible, 2 commande mal écrite.',
];

const OPTIONS = {
  rules: { type: 'string' },
  against: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  horizon: { type: 'string' },
  every: { type: 'string' },
  territory: { type: 'string' },
  details: { type: 'boolean' },
} as const;

/** `jalons backtest` */
export function backtest(args: readonly string[]): Promise<number> {
  return runCommand(args, { help: HELP, options: OPTIONS }, perform);
}

async function perform({ texts, flags }: ReadArguments): Promise<CommandAnswer> {
  const { rules, against } = texts;
  if (rules === undefined) throw new UsageError('Donnez les règles à éprouver : --rules default, par exemple.');
  const territory = idOf(texts['territory']);
  const [from, to] = [dayOf('--from', texts['from']), dayOf('--to', texts['to'])];
  const question = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(texts['horizon'] !== undefined && { horizonDays: daysOf('--horizon', /^(\d{1,4})$/, texts['horizon']) }),
    ...(texts['every'] !== undefined && { everyDays: daysOf('--every', /^P(\d{1,4})D$/, texts['every']) }),
    ...(territory !== undefined && { territory }),
  };
  return withBackTests(readConfiguration(process.env), console.error, async (backTests) => {
    const ruleSet = await rulesNamed(rules, backTests, territory);
    const other = against === undefined ? undefined : await rulesNamed(against, backTests, territory);
    const progress = progressOf('Événements relus :');
    try {
      const result = await backTests.run(
        { ...question, ruleSet, ...(other !== undefined && { against: other }) },
        { onProgress: (told: BackTestProgress) => progress.tell(told.read, told.total) },
      );
      return answerOf(result, flags.has('details'));
    } finally {
      progress.end();
    }
  });
}

function answerOf(result: BackTestResult, details: boolean): CommandAnswer {
  const { summary, against, comparison, missed } = result;
  return {
    json: details ? { ...summary, against, comparison, missed } : inShort(summary),
    text: backTestText(result, details),
  };
}

/** What a program is promised, whatever else is measured; `why` only where a figure is null. */
function inShort(summary: BackTestSummary): object {
  const { ruleSet, position, landmarks, baseRate, flagged, precision, recall, ppv, auc, aucInterval } = summary;
  const { medianLeadDays, alertsPerOperatorWeek, baselines, hash } = summary;
  const told = {
    ...{ ruleSet, position, landmarks, baseRate, flagged, precision, recall, ppv, auc, aucInterval, medianLeadDays },
    ...{ alertsPerOperatorWeek, baselines, hash },
  };
  const why = Object.fromEntries(Object.entries(summary.why).filter(([name]) => name.replace(/\/.*/, '') in told));
  return Object.keys(why).length === 0 ? told : { ...told, why };
}

function dayOf(option: string, text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined;
  const day = parseCivilDate(text);
  if (day === null) throw new UsageError(`${option} attend une date qui existe, par exemple 2026-03-31.`);
  return day;
}

function daysOf(option: string, shape: RegExp, text: string): number {
  const days = Number(shape.exec(text)?.[1] ?? 0);
  if (days > 0) return days;
  throw new UsageError(`${option} attend un nombre de jours, par exemple ${option === '--every' ? 'P7D' : '90'}.`);
}

function idOf(text: string | undefined): Uuid | undefined {
  if (text === undefined || isUuid(text)) return text;
  throw new UsageError('--territory attend un identifiant.');
}
