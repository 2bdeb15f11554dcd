// node --import ./test/support/typescript.mjs test/golden/write.ts < samples.json
// samples.json: { "<type>": <data>, … } with invented values. Writes the golden file of the current version of each type
// that has none yet. A golden file that exists is never touched; one that an upcaster now reads differently is edited
// by hand (its `current`), and reviewed.
import { text } from 'node:stream/consumers';
import { expectedNames, goldenNames, writeMissingGolden } from './golden-file.js';
import { goldenEvents } from './registry.js';

const samples = JSON.parse(await text(process.stdin)) as Record<string, unknown>;
for (const [type, data] of Object.entries(samples)) {
  const definition = goldenEvents.find((each) => each.type === type);
  if (definition === undefined) throw new Error(`${type} is not in test/golden/registry.ts`);
  console.log(`${writeMissingGolden(definition, data) ?? `${type}: already there`}`);
}
const present = new Set(goldenNames());
for (const name of expectedNames(goldenEvents)) if (!present.has(name)) console.log(`still missing: ${name}`);
