// npm run bench -- <suite>... [options]: runs test/bench/<suite>/main.ts from the sources, one after the other, and
// prints their tables as Markdown. What names no suite is an option of each.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import '../support/typescript.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const known = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/main.ts`));
const words = process.argv.slice(2);
const end = words.findIndex((word) => !known.includes(word));
const [suites, options] = end === -1 ? [words, []] : [words.slice(0, end), words.slice(end)];
if (suites.length === 0) {
  console.error(`usage: npm run bench -- <suite>... [options]; suites: ${known.join(', ')}`);
  process.exit(2);
}
for (const suite of suites) {
  const { run } = await import(new URL(`./${suite}/main.ts`, import.meta.url).href);
  await run(options);
}
// Peers may leave connections open.
process.exit(0);
