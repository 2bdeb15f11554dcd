import { readConfiguration, runUntilSignal, startWorker } from '@jalons/runtime';

await runUntilSignal(async () => startWorker(readConfiguration(process.env)), {
  started: ({ address }) => console.log(`Jalons (worker) répond sur ${address}.`),
  stopping: () => console.log('Jalons (worker) s’arrête…'),
  failed: (sentence) => console.error(sentence),
});
