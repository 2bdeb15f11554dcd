import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTypeScript } from '../support/child-process.js';

const MINUTE = 60_000;
const PASSWORD = 'sept chevaux agrafent la pluie';
const STATES = ['active', 'in-charge', 'snoozed', 'ended'] as const;

interface Alert {
  readonly displayName: string;
  readonly level: string;
  readonly backlog: boolean;
  readonly ended: { readonly outcome: string | null } | null;
  readonly causes: readonly { readonly instance: string; readonly why: string }[];
}

interface RuleSet {
  readonly status: string;
  readonly backTests: readonly { readonly summary: Readonly<Record<string, number>> }[];
}

interface RuleSets {
  readonly items: readonly Pick<RuleSet, 'status'>[];
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** A demonstration as somebody starts it, and what its operators see. */
class Demonstration {
  readonly lines: string[] = [];
  private readonly child = startTypeScript('apps/cli/src/main.ts', ['demo', '--seed', '11'], { PORT: '0' });
  private readonly exit = once(this.child, 'exit');
  private readonly ready: Promise<void>;
  private coordinators: Promise<readonly string[]> | undefined;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        this.lines.push(line);
        if (line.includes('Tout est inventé')) resolve();
      });
      void this.exit.then(([code]) => reject(new Error(`the demonstration ended with ${code}`)));
    });
  }

  /** The alerts of every structure, by what became of them, in an order of their own. */
  async story(): Promise<Readonly<Record<string, readonly string[]>>> {
    await this.ready;
    const alerts: Record<string, string[]> = {};
    for (const session of await this.sessionsOf('operator')) {
      for (const state of STATES) {
        const { items } = (await this.read(`alerts?limit=200&state=${state}`, session)) as { items: readonly Alert[] };
        (alerts[state] ??= []).push(...items.map(tell));
      }
    }
    for (const told of Object.values(alerts)) told.sort();
    return alerts;
  }

  async rest(): Promise<void> {
    this.child.kill('SIGINT');
    expect(await this.exit).toEqual([0, null]);
  }

  /** What the coordinator reads. */
  async asCoordinator(...paths: readonly string[]): Promise<readonly unknown[]> {
    await this.ready;
    // A link serves once.
    const [session] = await (this.coordinators ??= this.sessionsOf('coordinator'));
    return Promise.all(paths.map((path) => this.read(path, session!)));
  }

  private sessionsOf(role: string): Promise<readonly string[]> {
    const link = new RegExp(`^ {2}${role} .*#(\\S+)$`);
    const tokens = this.lines.flatMap((line) => link.exec(line)?.[1] ?? []);
    return Promise.all(tokens.map((token, n) => this.signIn(token, `${role}${n}@exemple.example`)));
  }

  private get origin(): string {
    return new URL(/répond sur (\S+)\. Un lien/.exec(this.lines.join('\n'))![1]!).origin;
  }

  private async signIn(token: string, login: string): Promise<string> {
    const { origin } = this;
    const answer = await fetch(`${origin}/api/v1/auth/links/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token, login, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    return answer.headers.getSetCookie()[0]!.split(';')[0]!;
  }

  private async read(path: string, cookie: string): Promise<unknown> {
    const answer = await fetch(`${this.origin}/api/v1/${path}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    return answer.json();
  }
}

function tell({ displayName, level, ended, causes }: Alert): string {
  const why = causes.map(({ instance }) => instance).toSorted();
  return [displayName, level, ended?.outcome ?? '', ...why].join(' ');
}

describe('npm run demo', () => {
  const demonstration = new Demonstration();
  let story: Awaited<ReturnType<Demonstration['story']>>;

  beforeAll(async () => {
    story = await demonstration.story();
  }, 4 * MINUTE);
  afterAll(() => demonstration.rest(), MINUTE);

  it('has alerts of both levels, that the worker raised, and some of them handled in each way', () => {
    const all = STATES.flatMap((state) => story[state]!);
    expect(all.length).toBeGreaterThan(30);
    for (const level of ['at-risk', 'critical'])
      expect(story['active']!.some((one) => one.includes(` ${level} `))).toBe(true);
    for (const state of ['in-charge', 'snoozed', 'ended']) expect(story[state]!.length).toBeGreaterThan(2);
    const outcomes = new Set(story['ended']!.map((one) => one.split(' ')[3]));
    for (const outcome of ['reconnected', 'lost', 'not-relevant']) expect(outcomes).toContain(outcome);
  });

  it('has an alert that nobody looked at in time, which went up to the coordinator', async () => {
    const [escalations] = (await demonstration.asCoordinator('alerts/escalations')) as [
      { items: readonly { readonly raisedOn: string; readonly escalatedOn: string }[] },
    ];
    expect(escalations.items).toHaveLength(1);
    const [{ raisedOn, escalatedOn }] = escalations.items as [(typeof escalations.items)[number]];
    expect(daysBetween(raisedOn, escalatedOn)).toBe(14);
    // Whoever answers for her sees it as well, and why.
    const forgotten = story['active']!.filter((one) => one.startsWith('Ghislaine E.'));
    expect(forgotten).toEqual([expect.stringMatching(/ at-risk .*\bR1b\b/)]);
  });

  it('has rules on trial, with a back-test that says how many alerts each operator would have', async () => {
    const [list, second] = (await demonstration.asCoordinator('rule-sets', 'rule-sets/2')) as [RuleSets, RuleSet];
    expect(list.items.map(({ status }) => status)).toEqual(['shadow', 'active']);
    expect(second.backTests).toHaveLength(1);
    const { summary } = second.backTests[0]!;
    expect(summary['alertsPerOperatorWeek']).toBeGreaterThan(0);
    for (const figure of ['landmarks', 'positives', 'flagged', 'auc', 'ppv'])
      expect(summary[figure]).toBeGreaterThan(0);
    const why = summary['why'] as unknown as Readonly<Record<string, string>>;
    expect(why['alertsPerOperatorWeek']).toBeUndefined();
  });

  it('says that everything is invented, and what it shows of risk', () => {
    expect(demonstration.lines.join('\n')).toMatch(/\d+ alertes levées par les règles par défaut/);
    expect(demonstration.lines.at(-1)).toBe('Tout est inventé, et sera jeté à l’arrêt (Ctrl-C).');
  });

  it(
    'tells the same story for the same seed on the same day',
    async () => {
      const again = new Demonstration();
      try {
        expect(await again.story()).toEqual(story);
      } finally {
        await again.rest();
      }
    },
    4 * MINUTE,
  );
});
