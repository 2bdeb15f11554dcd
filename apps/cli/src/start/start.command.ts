import { readConfiguration, startProduct, type RunningProduct } from '@jalons/runtime';

/**
 * `jalons start`: runs until a signal, then closes everything. A second signal changes nothing: an impatient Ctrl-C must
 * not leave a database running behind the prompt.
 */
export async function start(): Promise<void> {
  let product: RunningProduct | undefined;
  let asked = false;
  const stop = async () => {
    if (asked) return;
    asked = true;
    console.log('Jalons s’arrête…');
    await product?.close().catch((error: unknown) => {
      console.error(explain(error));
      process.exitCode = 1;
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());

  try {
    product = await startProduct(readConfiguration(process.env), {
      onMessage: (message) => console.log(message),
      onLost: () => {
        console.error('La base de données s’est arrêtée et n’a pas pu repartir : Jalons s’arrête.');
        process.exit(1);
      },
    });
    if (asked) await product.close();
    else announce(product);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

function announce({ address, firstLink }: RunningProduct): void {
  console.log(`Jalons répond sur ${address} (Ctrl-C pour arrêter).`);
  if (firstLink === undefined) return;
  console.log(`Première ouverture : suivez ce lien, une seule fois, pour choisir un mot de passe.\n  ${firstLink}`);
}

function explain(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'EADDRINUSE')
    return 'Ce port est déjà pris : arrêtez l’autre programme, ou choisissez-en un autre (PORT=3001 npm start).';
  return typeof message === 'string' && message !== '' ? message : 'Jalons n’a pas pu démarrer.';
}
