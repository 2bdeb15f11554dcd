import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '@jalons/kernel';

/** Kilobytes of script, compressed, before a page works (screens.md: an old office PC, a phone in the street). */
const AT_MOST = 200;

const assets = join(projectRoot(), 'dist', 'apps', 'web', 'assets');
const read = (name: string) => readFileSync(join(assets, name), 'utf8');

/** What a chunk needs before it runs: static imports alone, not what it may load later. */
function needs(name: string): readonly string[] {
  return [...read(name).matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, chunk]) => chunk!);
}

/** A chunk and all that it needs. */
function graph(...names: readonly string[]): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) for (const chunk of needs(name)) found.add(chunk);
  return found;
}

const kilobytes = (chunks: ReadonlySet<string>) =>
  [...chunks].reduce((sum, name) => sum + gzipSync(read(name)).length, 0) / 1000;

describe('what a browser loads before anything works', () => {
  const html = readFileSync(join(assets, '..', 'index.html'), 'utf8');
  const entry = /<script type="module"[^>]+assets\/([\w.-]+\.js)"/.exec(html)![1]!;
  const page = (name: string) => readdirSync(assets).find((file) => new RegExp(`^${name}-[\\w-]+\\.js$`).test(file))!;

  it('is small on entry, whichever page comes first', () => {
    for (const name of ['sign-in', 'file-active', 'parcours', 'orientations', 'new-person', 'pilotage']) {
      const size = kilobytes(graph(entry, page(name)));
      expect([name, size < AT_MOST]).toEqual([name, true]);
    }
  });

  it('leaves the sheet and its fields, the drawing and the charts for when they are needed', () => {
    const first = [...graph(entry, page('file-active'))].join(' ');
    for (const later of ['add-step', 'combo-field', 'd3-scale', 'quick-search', 'import', 'handover']) {
      expect(first).not.toMatch(new RegExp(`(^| )${later}-`));
    }
  });

  it('names no other origin, in the page or in a style', () => {
    const sheets = readdirSync(assets).filter((name) => name.endsWith('.css'));
    for (const text of [html, ...sheets.map(read)]) expect(text).not.toMatch(/(?:src|href|url)\W+(?:https?:)?\/\//);
  });
});
