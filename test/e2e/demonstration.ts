import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startTypeScript } from '../support/child-process.js';
import { Person } from './browser.js';

const PASSWORD = 'sept chevaux agrafent la pluie';

/** `npm run demo` as somebody starts it: two years of invented parcours, and a link for each role. */
export class Demonstration {
  private readonly lines: string[] = [];
  private readonly child = startTypeScript('apps/cli/src/main.ts', ['demo', '--seed', '11'], { PORT: '0' });
  private readonly exit = once(this.child, 'exit');
  private readonly ready: Promise<void>;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        this.lines.push(line);
        if (line.includes('Tout est inventé')) resolve();
      });
      void this.exit.then(([code]) => reject(new Error(`the demonstration ended with ${String(code)}`)));
    });
  }

  /** A window of the first person of a role, signed in. */
  async arrive(browser: string, role: string): Promise<Person> {
    await this.ready;
    const link = this.lines.flatMap((line) => new RegExp(`^ {2}${role} .*?(http\\S+#\\S+)$`).exec(line)?.[1] ?? [])[0];
    if (link === undefined) throw new Error(`no link for a ${role} among: ${this.lines.join(' / ')}`);
    const person = await Person.arrive(browser, new URL(link).origin);
    const token = link.split('#')[1];
    await person.post('/auth/links/redeem', { token, login: `${role}@exemple.example`, password: PASSWORD });
    return person;
  }

  async close(): Promise<void> {
    this.child.kill('SIGINT');
    await this.exit;
  }
}
