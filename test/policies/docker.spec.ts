import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '@jalons/kernel';

const read = (...path: string[]): string => readFileSync(join(projectRoot(), ...path), 'utf8');

/** Names of a YAML mapping below a line that fits, by their indent; enough for a file that prettier keeps in shape. */
function keysBelow(text: string, heading: RegExp): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!heading.test(line)) return [];
    const indent = /^ */.exec(line)![0].length + 2;
    const block = lines.slice(at + 1);
    const end = block.findIndex((next) => next.trim() !== '' && !next.startsWith(' '.repeat(indent)));
    return block
      .slice(0, end === -1 ? undefined : end)
      .flatMap((next) => new RegExp(`^ {${indent}}([A-Z_]+):`).exec(next)?.[1] ?? []);
  });
}

describe('the files of docker/', () => {
  const compose = read('docker', 'compose.yaml');
  const product = compose.slice(0, compose.indexOf('  prepare:\n'));

  it('set nothing that the product does not read', () => {
    const known = read('libs', 'runtime', 'src', 'configuration', 'configuration.ts');
    const names = [...keysBelow(product, /environment: ?(&environment)?$/)];
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'EVENTSTORE_URL', 'REDIS_URL', 'PUBLIC_URL']));
    expect(names.filter((name) => !known.includes(`  ${name}: `))).toEqual([]);
  });

  it('give the preparation every setting it asks for', () => {
    const asked = ['DATABASE_ADMIN_URL', 'JALONS_MASTER_KEY_FILE'];
    const roles = ['OWNER', 'API', 'WORKER', 'CLI'].map((role) => `JALONS_${role}_PASSWORD`);
    const preparation = compose.slice(compose.indexOf('  prepare:\n'), compose.indexOf('  postgres:\n'));
    expect([...keysBelow(preparation, /environment:$/)].toSorted()).toEqual([...asked, ...roles].toSorted());
  });

  it('have a password made for each that they need', () => {
    const made = /for name in ([A-Z_ ]+);/.exec(read('docker', 'make-env.sh'))![1]!.split(' ');
    const needed = [...compose.matchAll(/\$\{([A-Z]+(?:_[A-Z]+)*)_PASSWORD:\?\}/g)].map((match) => match[1]!);
    expect([...new Set(needed)].toSorted()).toEqual(made.toSorted());
  });

  it('take into the image files that are there', () => {
    const copied = [...read('docker', 'Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    const paths = copied.flatMap((match) => match[1]!.split(' '));
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'nest-cli.json', 'libs']));
    expect(paths.filter((path) => !existsSync(join(projectRoot(), path)))).toEqual([]);
  });

  it('start entry points that the build makes', () => {
    const mains = [...`${compose}${read('docker', 'Dockerfile')}`.matchAll(/dist\/(apps\/\w+\/src\/main)\.js/g)];
    expect(mains.length).toBeGreaterThanOrEqual(3);
    for (const [, main] of mains) expect(existsSync(join(projectRoot(), `${main}.ts`))).toBe(true);
  });
});
