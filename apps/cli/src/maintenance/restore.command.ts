import { readConfiguration, restore as restoreInto } from '@jalons/runtime';
import { progressOf } from '../command-line/progress.js';
import { runCommand } from '../command-line/run-command.js';
import { passphraseOf } from './passphrase.js';

const HELP = [
  'Usage : npm run jalons -- restore NOM [--keys FICHIER] [--passphrase-file FICHIER] [--json]',
  '',
  'Remplit un dossier de données vide (JALONS_DATA) depuis NOM.log et NOM.keys, ou d’autres clés par --keys.',
  'Les clés d’aujourd’hui avec un journal plus ancien : une personne effacée depuis reste effacée.',
  'Des clés plus anciennes que le journal sont refusées : il y manquerait des personnes, ou des effacements.',
  'La clé maîtresse va là où JALONS_MASTER_KEY_FILE la cherche, dans le dossier de données sinon ; jamais sur une autre.',
  'Codes de sortie : 0 fait, 1 échec, 2 commande mal écrite.',
];

/** `jalons restore NOM` */
export function restore(args: readonly string[]): Promise<number> {
  const options = { 'passphrase-file': { type: 'string' }, keys: { type: 'string' } } as const;
  return runCommand(args, { help: HELP, options, words: 1 }, async ({ texts, positionals }) => {
    const configuration = readConfiguration(process.env);
    const source = {
      logFile: `${positionals[0]}.log`,
      keyFile: texts['keys'] ?? `${positionals[0]}.keys`,
      passphrase: passphraseOf(texts['passphrase-file']),
    };
    const progress = progressOf('Événements restaurés :');
    const done = await restoreInto(configuration, { ...source, onProgress: progress.tell }, console.error);
    progress.end();
    const again = done.erasedAgain === 0 ? '' : ` ${done.erasedAgain} personnes effacées depuis le restent.`;
    return { json: done, text: [`${done.events} événements restaurés dans ${configuration.dataFolder}.${again}`] };
  });
}
