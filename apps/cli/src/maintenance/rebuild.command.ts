import { maintain, readConfiguration } from '@jalons/runtime';
import { foldedProgress } from '../command-line/progress.js';
import { runCommand } from '../command-line/run-command.js';
import { hasFailed, outcomeText } from './outcomes.js';

const HELP = [
  'Usage : npm run jalons -- rebuild [NOM...] [--verify] [--json]',
  '',
  'Recalcule les tables de lecture depuis le journal, à côté de celles qui servent, puis les échange.',
  'Sans nom : toutes. Avec --verify : compare seulement, sans échanger.',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 fait, 1 un écart ou un échec, 2 commande mal écrite.',
];

/** `jalons rebuild` */
export function rebuild(args: readonly string[]): Promise<number> {
  const options = { verify: { type: 'boolean' } } as const;
  return runCommand(args, { help: HELP, options, words: 'any' }, ({ flags, positionals }) =>
    maintain(readConfiguration(process.env), console.error, async (maintenance) => {
      const runner = await maintenance.runner();
      const names = positionals.length === 0 ? undefined : positionals;
      const { tell, end } = foldedProgress();
      const outcomes = flags.has('verify') ? await runner.verify(names, tell) : await runner.rebuild(names, tell);
      end();
      const ok = !outcomes.some(hasFailed);
      return { ok, json: { ok, projections: outcomes }, text: outcomes.map(outcomeText) };
    }),
  );
}
