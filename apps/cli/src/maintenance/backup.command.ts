import { maintain, readConfiguration, type BackupDone } from '@jalons/runtime';
import { runCommand } from '../command-line/run-command.js';
import { progressOf } from '../command-line/progress.js';
import { passphraseOf } from './passphrase.js';

const HELP = [
  'Usage : npm run jalons -- backup NOM [--passphrase-file FICHIER] [--json]',
  '',
  'Écrit deux fichiers : NOM.log (le journal, chiffré) et NOM.keys (les clés, sous une phrase secrète).',
  'Gardez-les à deux endroits : sans le second, personne n’est lisible dans le premier.',
  'La phrase secrète vient du fichier donné, ou de JALONS_BACKUP_PASSPHRASE ; 12 caractères au moins.',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 fait, 1 échec, 2 commande mal écrite.',
];

/** `jalons backup NOM` */
export function backup(args: readonly string[]): Promise<number> {
  const options = { 'passphrase-file': { type: 'string' } } as const;
  return runCommand(args, { help: HELP, options, words: 1 }, async ({ texts, positionals }) => {
    const passphrase = passphraseOf(texts['passphrase-file']);
    const [logFile, keyFile] = [`${positionals[0]}.log`, `${positionals[0]}.keys`];
    const progress = progressOf('Événements sauvegardés :');
    const target = { logFile, keyFile, passphrase, onProgress: progress.tell };
    const done: BackupDone = await maintain(readConfiguration(process.env), console.error, (maintenance) =>
      maintenance.backup(target),
    );
    progress.end();
    const text = [`${done.events} événements dans ${logFile}, ${done.keys} clés dans ${keyFile}.`];
    return { json: { ...done, logFile, keyFile }, text };
  });
}
