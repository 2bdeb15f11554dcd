import { isUuid, parseCivilDate, parseInstant, type CivilDate, type Instant } from '@jalons/kernel';
import { readConfiguration, withRisks } from '@jalons/runtime';
import { UsageError, type ReadArguments } from '../command-line/arguments.js';
import { runCommand, type CommandAnswer } from '../command-line/run-command.js';
import { explainedText } from './explained-text.js';

const HELP = [
  'Usage : npm run jalons -- risk explain PARCOURS --on AAAA-MM-JJ [--json]',
  '        npm run jalons -- risk review [--at INSTANT] [--json]',
  '',
  'explain  dit pourquoi ce parcours était signalé ce jour-là, ou pourquoi il ne l’était pas : chaque règle, les saisies sur',
  '         lesquelles elle repose, ce qui l’éteindrait, le jour où elle se déclencherait. Rejoué de ce qui était connu alors.',
  'review   évalue une fois les parcours qui doivent l’être à cet instant passé (maintenant par défaut), comme le fait le produit.',
  '',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 fait, 1 refusé ou impossible, 2 commande mal écrite.',
];

const OPTIONS = { on: { type: 'string' }, at: { type: 'string' } } as const;

/** `jalons risk` */
export function risk(args: readonly string[]): Promise<number> {
  return runCommand(args, { help: HELP, options: OPTIONS, words: 'any' }, perform);
}

function perform({ texts, positionals: [word, ...words] }: ReadArguments): Promise<CommandAnswer> {
  if (word === 'explain') return explained(words, dayOf(texts['on']));
  if (word === 'review' && words.length === 0) return reviewed(instantOf(texts['at']));
  throw new UsageError('Dites explain ou review.');
}

async function explained([parcours, ...more]: readonly string[], on: CivilDate): Promise<CommandAnswer> {
  if (parcours === undefined || more.length > 0 || !isUuid(parcours)) {
    throw new UsageError('explain attend l’identifiant d’un parcours, et un seul.');
  }
  return withRisks(readConfiguration(process.env), console.error, async (risks) => {
    const told = await risks.explain(parcours, on);
    return { json: told, text: explainedText(told) };
  });
}

async function reviewed(at: Instant): Promise<CommandAnswer> {
  return withRisks(readConfiguration(process.env), console.error, async (risks) => {
    const { reviewed: count, changed, failed } = await risks.review(at);
    return {
      ok: failed === 0,
      json: { at: new Date(at).toISOString(), reviewed: count, changed, failed },
      text: [`${count} parcours évalués, ${changed} dont les alertes ont changé, ${failed} en échec.`],
    };
  });
}

function dayOf(text: string | undefined): CivilDate {
  const day = text === undefined ? null : parseCivilDate(text);
  if (day === null) throw new UsageError('--on attend une date qui existe, par exemple 2026-03-31.');
  return day;
}

function instantOf(text: string | undefined): Instant {
  if (text === undefined) return Date.now();
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  throw new UsageError('--at attend un instant avec son fuseau : 2026-03-31T18:00:00Z.');
}
