// npm run bench -- <suite>: runs test/bench/<suite>/main.ts from the sources and prints its tables as Markdown.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import '../support/typescript.mjs';

const [suite = '', ...options] = process.argv.slice(2);
const entry = new URL(`./${suite}/main.ts`, import.meta.url);
if (!/^[a-z-]+$/.test(suite) || !existsSync(fileURLToPath(entry))) {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const suites = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/main.ts`));
  console.error(`usage: npm run bench -- <suite> [options]; suites: ${suites.join(', ')}`);
  process.exit(2);
}
const { run } = await import(entry.href);
await run(options);
