import { EXIT, type CliCommand } from './command-line/command.js';

/** Every word that `jalons` knows. Each is loaded when it is called: the list must not wait for all of them. */
const COMMANDS: readonly CliCommand[] = [
  {
    name: 'start',
    summary: 'lance le produit et affiche son adresse',
    run: async () => {
      await (await import('./start/start.command.js')).start();
      return Number(process.exitCode ?? EXIT.done);
    },
  },
  {
    name: 'demo',
    summary: 'montre deux ans de parcours inventés, dans un dossier jeté à la fin',
    run: async (args) => (await import('./demo/demo.command.js')).demo(args),
  },
  {
    name: 'users',
    summary: 'liste, ajoute et invite des utilisateurs, ferme leurs sessions',
    run: async (args) => (await import('./users/users.command.js')).users(args),
  },
  {
    name: 'import',
    summary: 'importe des fichiers CSV ou XLSX, ou annule un import entier',
    run: async (args) => (await import('./import/import.command.js')).importFiles(args),
  },
  {
    name: 'indicator',
    summary: 'donne un chiffre sur une période, tel que connu à un instant',
    run: async (args) => (await import('./indicator/indicator.command.js')).indicator(args),
  },
  {
    name: 'backtest',
    summary: 'éprouve des règles d’alerte sur tout le journal, sans avenir visible',
    run: async (args) => (await import('./backtest/backtest.command.js')).backtest(args),
  },
  {
    name: 'risk',
    summary: 'dit pourquoi un parcours est signalé, ou non, un jour donné ; évalue ce qui doit l’être',
    run: async (args) => (await import('./risk/risk.command.js')).risk(args),
  },
  {
    name: 'verify',
    summary: 'relit tout le journal et compare les tables à ce qu’il dit',
    run: async (args) => (await import('./maintenance/verify.command.js')).verify(args),
  },
  {
    name: 'rebuild',
    summary: 'recalcule les tables de lecture depuis le journal',
    run: async (args) => (await import('./maintenance/rebuild.command.js')).rebuild(args),
  },
  {
    name: 'backup',
    summary: 'sauvegarde le journal et les clés, en deux fichiers',
    run: async (args) => (await import('./maintenance/backup.command.js')).backup(args),
  },
  {
    name: 'restore',
    summary: 'remplit un dossier vide depuis une sauvegarde',
    run: async (args) => (await import('./maintenance/restore.command.js')).restore(args),
  },
];

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Usage : npm run jalons -- <commande> [options]', '', ...lines, '', 'Détail : <commande> --help'].join('\n');
}

const [word = 'help', ...args] = process.argv.slice(2);
const command = COMMANDS.find(({ name }) => name === word);

if (command !== undefined) process.exitCode = await command.run(args);
else if (word === 'help' || word === '--help' || word === '-h') console.log(help());
else {
  console.error(`Commande inconnue : ${word}.\n\n${help()}`);
  process.exitCode = EXIT.misused;
}
