import { readConfiguration, runUntilSignal, startApi } from '@jalons/runtime';

await runUntilSignal(async () => startApi(readConfiguration(process.env)), {
  started: ({ address }) => console.log(`Jalons (api) répond sur ${address}.`),
  stopping: () => console.log('Jalons (api) s’arrête…'),
  failed: (sentence) => console.error(sentence),
});
