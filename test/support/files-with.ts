import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder that hold a text, as it is written in UTF-8. */
export function filesWith(folder: string, text: string): readonly string[] {
  const wanted = Buffer.from(text);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => holds(path, wanted))
    .map((path) => relative(folder, path));
}

/** A file may go away while it is looked for. */
function holds(path: string, text: Buffer): boolean {
  try {
    return statSync(path).isFile() && readFileSync(path).includes(text);
  } catch {
    return false;
  }
}
