import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFormat, prepareFiles } from '@jalons/import';
import { dateAt, type Uuid } from '@jalons/kernel';
import {
  administrate,
  awaitReviews,
  readConfiguration,
  runUntilSignal,
  startProduct,
  withBackTests,
  withImports,
} from '@jalons/runtime';
import { readArguments, UsageError } from '../command-line/arguments.js';
import { EXIT } from '../command-line/command.js';
import { forgetSomebody, writtenFiles } from './forgotten.js';
import { inventFiles } from './invented-files.js';
import { handleAlerts } from './handle-alerts.js';
import { hireTeam, type DemoLink, type Team } from './team.js';
import { draftedRules, RulesOnTrial } from './try-rules.js';

const HELP = [
  'Usage : npm run demo [-- --seed NOMBRE]',
  '',
  'Deux ans de parcours inventés au Grand Mirail, dans un dossier jeté à la fin, et un lien de connexion par rôle.',
  'N’ouvre jamais un dossier de données réel : JALONS_DATA est ignoré. PORT choisit le port (3000 par défaut).',
].join('\n');

const ACTOR = 'démonstration';
const ZONE = 'Europe/Paris';
/** Reviews of four hundred parcours take some seconds; without them the demonstration goes on. */
const REVIEWS_MS = 60_000;

/** `jalons demo` */
export async function demo(args: readonly string[]): Promise<number> {
  let seed: number;
  try {
    const { texts, flags } = readArguments(args, { seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } });
    if (flags.has('help')) {
      console.log(HELP);
      return EXIT.done;
    }
    seed = Number(texts['seed'] ?? 7);
    if (!Number.isSafeInteger(seed)) throw new UsageError('--seed attend un nombre entier.');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${HELP}`);
    return EXIT.misused;
  }
  await runUntilSignal(() => begin(seed), {
    started: () => console.log('Tout est inventé, et sera jeté à l’arrêt (Ctrl-C).'),
    stopping: () => console.log('La démonstration s’arrête…'),
    failed: (sentence) => console.error(sentence),
  });
  return Number(process.exitCode ?? EXIT.done);
}

async function begin(seed: number): Promise<{ close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-demo-'));
  const throwAway = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  // Only where and how it listens comes from outside: never a real folder, database, log or key.
  const { PORT, HOST, LOG_LEVEL, PUBLIC_URL } = process.env;
  const asked = { PORT, HOST, LOG_LEVEL, PUBLIC_URL, JALONS_DATA: join(folder, 'data') };
  const configuration = readConfiguration(Object.fromEntries(Object.entries(asked).filter(([, value]) => value)));
  const onMessage = (message: string) => console.log(message);
  try {
    const territory = await forgetSomebody(
      configuration,
      { actor: ACTOR, onMessage: () => {} },
      { folder, zone: ZONE },
    );
    const product = await startProduct(configuration, { onMessage, onLost: () => process.exit(EXIT.failed) });
    const close = () => product.close().finally(throwAway);
    try {
      const links = await fill(
        { ...configuration, publicUrl: configuration.publicUrl ?? product.address },
        { folder, territory, seed },
      );
      announce(product.address, links);
      return { close };
    } catch (error) {
      await product.close();
      throw error;
    }
  } catch (error) {
    throwAway();
    throw error;
  }
}

async function fill(
  configuration: ReturnType<typeof readConfiguration>,
  { folder, territory, seed }: { readonly folder: string; readonly territory: Uuid; readonly seed: number },
) {
  const options = { actor: ACTOR, onMessage: () => {} };
  const files = writtenFiles(folder, 'parcours', inventFiles(seed, dateAt(Date.now(), ZONE)));
  console.log('Deux ans de parcours inventés sont importés…');
  const prepared = await prepareFiles(files, ownFormat());
  await withImports(configuration, options, async (imports) => {
    const { position } = await imports.run({ prepared, territory, dryRun: false });
    if (position !== null) await imports.settle(position, 120_000);
  });
  // As imported first, and then as people take them up: the story is the same however fast the machine is.
  await awaitReviews(configuration, REVIEWS_MS);
  const team = await administrate(configuration, options, (administration) => hireTeam(administration, territory));
  await showRisk(configuration, { ...team, territory });
  return team.links;
}

/** Alerts that the worker raises by itself, some of them handled, and other rules on trial after a back-test. */
async function showRisk(
  configuration: ReturnType<typeof readConfiguration>,
  place: Team & { readonly territory: Uuid },
): Promise<void> {
  const options = { actor: ACTOR, onMessage: () => {} };
  console.log('Les risques de décrochage sont évalués…');
  await awaitReviews(configuration, REVIEWS_MS);
  const drafted = draftedRules();
  const raised = await administrate(configuration, options, async (administration) => {
    const handled = await handleAlerts(administration, place);
    await new RulesOnTrial(administration, place).draft(drafted);
    return handled;
  });
  const { summary } = await withBackTests(configuration, options.onMessage, (backTests) =>
    backTests.run({ ruleSet: drafted, territory: place.territory }, {}),
  );
  await administrate(configuration, options, async (administration) => {
    const rules = new RulesOnTrial(administration, place);
    await rules.record(summary);
    await rules.tryOut();
  });
  await awaitReviews(configuration, REVIEWS_MS);
  console.log(
    `${raised} alertes levées par les règles par défaut ; d’autres règles sont à l’essai, simulation à l’appui.`,
  );
}

function announce(address: string, links: readonly DemoLink[]): void {
  console.log(`La démonstration répond sur ${address}. Un lien par rôle, qui ne sert qu’une fois :`);
  for (const { role, name, link } of links) console.log(`  ${role.padEnd(18)} ${name.padEnd(26)} ${link}`);
}
