import { expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { commandLine, isAlive } from './process-identity.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

it('tells a running process from one that is gone', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(spawnSync(process.execPath, ['--version']).pid)).toBe(false);
});

onLinux('does not take a process that nobody reaps for a running one', async () => {
  // The shell becomes a program that never reaps: its ended child stays a zombie.
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const pid = await new Promise<number>((resolve) => {
      createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
    });
    // Until then it is a shell, which reaps.
    while (!commandLine(parent.pid!).startsWith('sleep')) await new Promise(setImmediate);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await new Promise(setImmediate);
    expect(() => process.kill(pid, 0)).not.toThrow();
  } finally {
    parent.kill('SIGKILL');
  }
});
