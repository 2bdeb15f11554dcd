import { readConfiguration, runUntilSignal, startProduct, type RunningProduct } from '@jalons/runtime';

/** `jalons start`: the embedded profile in this process, until a signal. */
export function start(): Promise<void> {
  const open = () =>
    startProduct(readConfiguration(process.env), {
      onMessage: (message) => console.log(message),
      onLost: () => {
        console.error('La base de données s’est arrêtée et n’a pas pu repartir : Jalons s’arrête.');
        process.exit(1);
      },
    });
  return runUntilSignal(async () => open(), {
    started: announce,
    stopping: () => console.log('Jalons s’arrête…'),
    failed: (sentence) => console.error(sentence),
  });
}

function announce({ address, firstLink }: RunningProduct): void {
  console.log(`Jalons répond sur ${address} (Ctrl-C pour arrêter).`);
  if (firstLink === undefined) return;
  console.log(`Première ouverture : suivez ce lien, une seule fois, pour choisir un mot de passe.\n  ${firstLink}`);
}
