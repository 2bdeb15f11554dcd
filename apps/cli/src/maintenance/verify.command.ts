import { maintain, readConfiguration, type LogVerification } from '@jalons/runtime';
import { runCommand, type CommandAnswer } from '../command-line/run-command.js';
import { foldedProgress, progressOf } from '../command-line/progress.js';
import { hasFailed, outcomeText, type Outcome } from './outcomes.js';

const HELP = [
  'Usage : npm run jalons -- verify [--log-only] [--json]',
  '',
  'Relit tout le journal : empreintes, déchiffrement, versions, ordre des positions, des révisions et des dates ;',
  'puis recalcule chaque table à côté de celle qui sert et compare leurs empreintes au même point.',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 tout est juste, 1 un défaut ou un échec, 2 mal écrit.',
];

/** `jalons verify` */
export function verify(args: readonly string[]): Promise<number> {
  const options = { 'log-only': { type: 'boolean' } } as const;
  return runCommand(args, { help: HELP, options }, ({ flags }) =>
    maintain(readConfiguration(process.env), console.error, async ({ verifyLog, runner, assertRunner }) => {
      const isLogOnly = flags.has('log-only');
      if (!isLogOnly) assertRunner();
      const progress = progressOf('Événements relus :');
      const log = await verifyLog(progress.tell);
      progress.end();
      if (isLogOnly) return answerOf(log, []);
      const folded = foldedProgress();
      const outcomes = await (await runner()).verify(undefined, folded.tell);
      folded.end();
      return answerOf(log, outcomes);
    }),
  );
}

function answerOf(log: LogVerification, projections: readonly Outcome[]): CommandAnswer {
  const ok = log.faultCount === 0 && !projections.some(hasFailed);
  const { position, events, streams, erased, faults, faultCount } = log;
  const faultLines = faults.map(({ code, eventId, position: at }) => `  ${at}  ${eventId}  ${code}`);
  return {
    ok,
    json: { ok, position, events, streams, erased, faultCount, faults, projections },
    text: [
      `${events} événements, ${streams} flux, ${erased} événements de personnes effacées.`,
      ...(faultCount === 0 ? ['Le journal est entier.'] : [`${faultCount} défauts du journal :`, ...faultLines]),
      ...projections.map(outcomeText),
    ],
  };
}
