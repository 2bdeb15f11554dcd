import { systemClock } from '@jalons/http';
import { marginOf } from '@jalons/indicators';
import { isUuid, parseCivilDate, parseInstant, type CivilDate, type Instant } from '@jalons/kernel';
import { definitionsOfFigures, readConfiguration, withFigures } from '@jalons/runtime';
import { UsageError, type ReadArguments } from '../command-line/arguments.js';
import { runCommand, type CommandAnswer } from '../command-line/run-command.js';
import { explainedCsv } from './explained-csv.js';
import { figureText } from './figure-text.js';

const HELP = [
  'Usage : npm run jalons -- indicator ID --from AAAA-MM-JJ --to AAAA-MM-JJ [--as-of DATE|INSTANT] [--territory ID] [--explain] [--json]',
  '        npm run jalons -- indicator --list [--json]',
  '',
  'Un chiffre sur une période, les deux jours compris, tel qu’il était connu à un instant passé.',
  'Sans --as-of : tel qu’il est connu au dernier événement. Une date vaut sa dernière milliseconde ;',
  'celle d’aujourd’hui vaut maintenant, et une date à venir est refusée. Les jours sont ceux du territoire :',
  's’il y en a plusieurs qui n’ont pas la même heure, --territory dit lequel.',
  '--explain : les parcours comptés, un par ligne (CSV), chacun avec l’événement qui en décide ; la lecture laisse sa',
  'ligne au journal des accès.',
  'Le produit peut être lancé ou arrêté. Codes de sortie : 0 fait, 1 refusé ou impossible, 2 commande mal écrite.',
];

const OPTIONS = {
  list: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  'as-of': { type: 'string' },
  territory: { type: 'string' },
  explain: { type: 'boolean' },
} as const;

/** `jalons indicator` */
export function indicator(args: readonly string[]): Promise<number> {
  return runCommand(args, { help: HELP, options: OPTIONS, words: 'any' }, (given) =>
    given.flags.has('list') ? Promise.resolve(listed()) : asked(given),
  );
}

function listed(): CommandAnswer {
  const definitions = definitionsOfFigures();
  return {
    json: definitions.map(({ id, version, label, words, unit }) => ({ id, version, label, words, unit })),
    text: definitions.map(({ id, version, label }) => `${id} (v${version}) : ${label.fr}`),
  };
}

async function asked({ texts, flags, positionals }: ReadArguments): Promise<CommandAnswer> {
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError('Donnez un indicateur, et un seul : voir --list.');
  const { territory } = texts;
  if (territory !== undefined && !isUuid(territory)) throw new UsageError('--territory attend un identifiant.');
  const asOf = momentOf(texts['as-of']);
  const request = {
    ...{ from: dayOf('--from', texts['from']), to: dayOf('--to', texts['to']), now: systemClock.now() },
    ...(asOf !== undefined && { asOf }),
    ...(territory !== undefined && { territory }),
  };
  return withFigures(readConfiguration(process.env), console.error, async ({ indicators, explain, zoneOf }) => {
    const zone = await zoneOf(territory);
    if (flags.has('explain')) {
      const listed = await explain(id, request, zone);
      const json = listed.map(({ parcours, eventId, verdict }) => ({ parcours, eventId, verdict }));
      return { json, text: explainedCsv(listed) };
    }
    const figure = await indicators.indicator(id, request, zone);
    const definition = definitionsOfFigures().find((each) => each.id === figure.id)!;
    const json = { ...figure, ...marginOf(figure), asOf: new Date(figure.asOf).toISOString() };
    return { json, text: figureText(figure, definition) };
  });
}

function dayOf(option: string, text: string | undefined): CivilDate {
  const day = text === undefined ? null : parseCivilDate(text);
  if (day === null) throw new UsageError(`${option} attend une date qui existe, par exemple 2026-03-31.`);
  return day;
}

function momentOf(text: string | undefined): CivilDate | Instant | undefined {
  if (text === undefined) return undefined;
  const moment = parseCivilDate(text) ?? parseInstant(text);
  if (moment !== null) return moment;
  throw new UsageError('--as-of attend une date, ou un instant avec son fuseau : 2026-03-31T18:00:00Z.');
}
