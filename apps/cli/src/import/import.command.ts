import { loadProfile, ownFormat, prepareFiles, type ImportSummary } from '@jalons/import';
import { isUuid, parseCivilDate, type CivilDate } from '@jalons/kernel';
import { readConfiguration, withImports } from '@jalons/runtime';
import { userInfo } from 'node:os';
import { UsageError, type ReadArguments } from '../command-line/arguments.js';
import { progressOf } from '../command-line/progress.js';
import { runCommand, type CommandAnswer } from '../command-line/run-command.js';
import { createAnomaliesFile } from './anomalies-file.js';
import { summaryText, undoText } from './summary-text.js';

const HELP = [
  'Usage : npm run jalons -- import FICHIER... [--profile FICHIER] [--territory ID] [--dry-run] [--json]',
  '        npm run jalons -- import --undo ID [--json]',
  '',
  'Importe des personnes et des étapes : CSV, CSV compressé (.gz) ou XLSX, plusieurs fichiers dans n’importe quel ordre.',
  'Sans --profile, le format est celui de Jalons : docs/reference/import-format.md.',
  '',
  '  --profile FICHIER        le profil qui décrit un autre format (docs/reference/import-profiles.md)',
  '  --territory ID           le territoire ; celui de la première ouverture par défaut, créé s’il n’y en a pas',
  '  --structure ID           la structure des lignes qui n’en nomment pas',
  '  --on-behalf-of ID        comme si la responsable de cette structure l’avait importé par l’écran : ses seules lignes',
  '  --reference-date DATE    le jour depuis lequel est connu ce qui n’a pas de date ; aujourd’hui par défaut',
  '  --dry-run                tout lire et tout vérifier sans rien écrire',
  '  --anomalies FICHIER      y écrit en CSV chaque ligne signalée ; sans cela les premières sont montrées',
  '  --undo ID                annule tout un import, par des événements contraires ; peut se répéter ; avec --actor seulement',
  '  --actor NOM              qui importe ; le compte du système par défaut',
  '',
  'Le même fichier deux fois n’ajoute rien ; un import interrompu se reprend par la même commande.',
  'Le dossier de données est celui de JALONS_DATA (.jalons par défaut), produit lancé ou arrêté ; vide, il est créé.',
  'Codes de sortie : 0 fait, 1 refusé ou impossible, 2 commande mal écrite.',
];

const OPTIONS = {
  profile: { type: 'string' },
  territory: { type: 'string' },
  structure: { type: 'string' },
  'on-behalf-of': { type: 'string' },
  'reference-date': { type: 'string' },
  'dry-run': { type: 'boolean' },
  anomalies: { type: 'string' },
  undo: { type: 'string' },
  actor: { type: 'string' },
} as const;

/** How long the read models are waited for once all is written; beyond, they go on without this command. */
const SETTLE_MS = 600_000;

/** `jalons import` */
export function importFiles(args: readonly string[]): Promise<number> {
  return runCommand(args, { help: HELP, options: OPTIONS, words: 'any' }, perform);
}

async function perform(given: ReadArguments): Promise<CommandAnswer> {
  const undone = idOf(given.texts, 'undo');
  return undone === undefined ? performImport(given) : performUndo(undone, given);
}

/** What belongs to a way in; silently left aside, `--dry-run` among them would undo for real. */
const OF_IMPORTS = Object.keys(OPTIONS).filter((name) => name !== 'undo' && name !== 'actor');

async function performUndo(importId: string, { texts, flags, positionals }: ReadArguments): Promise<CommandAnswer> {
  if (positionals.length > 0) throw new UsageError('--undo ne prend pas de fichier.');
  const other = OF_IMPORTS.find((name) => texts[name] !== undefined || flags.has(name));
  if (other !== undefined) throw new UsageError(`--${other} ne va pas avec --undo. Rien n’a été annulé.`);
  return withImports(readConfiguration(process.env), optionsOf(texts), async (imports) => {
    const progress = progressOf('Fiches reprises :');
    const summary = await imports.undo({ importId, onProgress: ({ rows }) => progress.tell(rows) });
    progress.end();
    const settled = summary.position === null || (await imports.settle(summary.position, SETTLE_MS));
    return { json: { ...summary, settled }, text: undoText(summary, settled) };
  });
}

function optionsOf(texts: ReadArguments['texts']) {
  const actor = texts['actor'] ?? process.env['JALONS_ACTOR'] ?? userInfo().username;
  return { actor, onMessage: (message: string) => console.error(message) };
}

async function performImport({ texts, flags, positionals: files }: ReadArguments): Promise<CommandAnswer> {
  if (files.length === 0) throw new UsageError('Donnez au moins un fichier.');
  const [territory, structure] = [idOf(texts, 'territory'), idOf(texts, 'structure')];
  const onBehalfOf = idOf(texts, 'on-behalf-of');
  if (structure !== undefined && onBehalfOf !== undefined) {
    throw new UsageError('--structure et --on-behalf-of ne vont pas ensemble.');
  }
  const dryRun = flags.has('dry-run');
  const referenceOn = dayOf(texts['reference-date']);
  const profile = texts['profile'] === undefined ? ownFormat() : await loadProfile(texts['profile']);
  // Files that nobody could read are refused before anything is opened, or made.
  const prepared = await prepareFiles(files, profile);
  const told = texts['anomalies'] === undefined ? undefined : await createAnomaliesFile(texts['anomalies']);
  const options = { ...optionsOf(texts), rehearsal: dryRun };
  return withImports(readConfiguration(process.env), options, async (imports) => {
    const reading = progressOf('Lignes lues :');
    const writing = progressOf('Lignes importées :');
    const begun = performance.now();
    const summary = await imports.run({
      ...{ prepared, dryRun },
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(territory !== undefined && { territory }),
      ...(structure !== undefined && { structure }),
      ...(referenceOn !== undefined && { referenceOn }),
      ...(told !== undefined && { onAnomalies: told.add }),
      onBegun: tellBegun,
      onProgress: ({ step, rows }) => (step === 'reading' ? reading : writing).tell(rows),
    });
    writing.end();
    const settled = summary.position === null || (await imports.settle(summary.position, SETTLE_MS));
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    return answerOf(summary, settled, seconds);
  }).finally(() => told?.close());
}

/** Says how to undo an import before it has written anything: it may be cut short before it answers. */
async function tellBegun(importId: string): Promise<void> {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`Import ${importId}. La même commande le reprend ; --undo ${importId} l’annule.\n`);
}

function answerOf(summary: ImportSummary, settled: boolean, seconds: number): CommandAnswer {
  return { json: { ...summary, settled, seconds }, text: summaryText(summary, settled) };
}

function idOf(texts: ReadArguments['texts'], name: string): string | undefined {
  const id = texts[name];
  if (id === undefined || isUuid(id)) return id;
  throw new UsageError(`--${name} attend un identifiant.`);
}

function dayOf(text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined;
  const day = parseCivilDate(text);
  if (day === null) throw new UsageError('--reference-date attend une date qui existe, par exemple 2026-03-31.');
  return day;
}
