import { HttpProblem } from '@jalons/http';
import { LiveConnection } from './live-connection.js';
import type { LivePlace, LiveSource } from './live-source.js';

export interface LiveLimits {
  /** Browsers that listen to one process; beyond, they are told to come back later. */
  readonly connections: number;
  /** Browsers of one person; beyond, the one that has listened for longest makes room. */
  readonly perPerson: number;
  /** Sessions asked for at once. */
  readonly lanes: number;
  /** Milliseconds between two rounds: what changes in between is told once. */
  readonly gapMs: number;
  readonly heartbeatMs: number;
}

export const LIVE_LIMITS: LiveLimits = {
  connections: 1_000,
  perPerson: 5,
  lanes: 2,
  gapMs: 250,
  heartbeatMs: 15_000,
};

export interface Listener {
  readonly token: string;
  readonly professional: string;
  /** What it heard last, where it comes back. */
  readonly since: LivePlace | null;
}

/**
 * Tells browsers what changed. A change marks every connection; rounds then ask the source for each marked one whose
 * reader keeps up, a few at a time: bursts are told once, and a slow reader costs nothing but one later question.
 * A session that ended is told by the source, and asked for at once; one whose time is over is found out by the next
 * round, or by the next heartbeat.
 */
export class LiveHub {
  /** In the order they came; one per session. */
  private readonly connections = new Map<string, LiveConnection>();
  private readonly stopWatching: () => void;
  private readonly heartbeat: NodeJS.Timeout;
  private nextRound: NodeJS.Timeout | undefined;
  private running = false;
  private closed = false;

  constructor(
    private readonly source: LiveSource,
    private readonly limits: LiveLimits = LIVE_LIMITS,
  ) {
    this.stopWatching = source.watch((professional) =>
      professional === undefined ? this.markAll() : this.markOne(professional),
    );
    this.heartbeat = setInterval(() => this.beat(), limits.heartbeatMs);
    this.heartbeat.unref();
  }

  /** Opens the one stream of a session; an older one ends. Refused (503) where too many listen already. */
  connect({ token, professional, since }: Listener): LiveConnection {
    this.connections.get(token)?.finish('replaced');
    this.connections.delete(token);
    const own = [...this.connections.values()].filter((each) => each.professional === professional);
    if (own.length >= this.limits.perPerson) this.drop(own[0]!, 'replaced');
    if (this.closed || this.connections.size >= this.limits.connections) throw tooManyListen();
    const connection = new LiveConnection(token, professional, since, () => this.schedule(0));
    this.connections.set(token, connection);
    connection.on('close', () => {
      if (this.connections.get(token) === connection) this.connections.delete(token);
    });
    this.schedule(0);
    return connection;
  }

  /** How many listen. */
  get size(): number {
    return this.connections.size;
  }

  /** Ends every stream; browsers come back to another process, or to this one once it is up again. */
  close(): void {
    this.closed = true;
    this.stopWatching();
    clearInterval(this.heartbeat);
    clearTimeout(this.nextRound);
    for (const connection of this.connections.values()) connection.destroy();
    this.connections.clear();
  }

  private markAll(): void {
    for (const connection of this.connections.values()) connection.stale = true;
    this.schedule(this.limits.gapMs);
  }

  /** At once: a session that is over hears nothing of what changes meanwhile. */
  private markOne(professional: string): void {
    for (const each of this.connections.values()) each.stale ||= each.professional === professional;
    clearTimeout(this.nextRound);
    this.nextRound = undefined;
    this.schedule(0);
  }

  private beat(): void {
    for (const connection of this.connections.values()) connection.beat();
    this.markAll();
  }

  private schedule(ms: number): void {
    if (this.closed || this.running || this.nextRound !== undefined) return;
    this.nextRound = setTimeout(() => void this.round(), ms);
    this.nextRound.unref();
  }

  private async round(): Promise<void> {
    this.nextRound = undefined;
    this.running = true;
    const waiting = [...this.connections.values()].filter(isWaiting);
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await this.ask(next);
    };
    await Promise.all(Array.from({ length: this.limits.lanes }, lane));
    this.running = false;
    if ([...this.connections.values()].some(isWaiting)) this.schedule(this.limits.gapMs);
  }

  private async ask(connection: LiveConnection): Promise<void> {
    connection.stale = false;
    try {
      const changes = await this.source.changes(connection.token, connection.since);
      if (!changes.holds) this.drop(connection, 'signed-out');
      else if (connection.takesMore) connection.tell(changes);
      else connection.stale = true;
    } catch {
      // The database is away: the next heartbeat asks again, and nothing is missed, since `since` has not moved.
    }
  }

  private drop(connection: LiveConnection, why: 'signed-out' | 'replaced'): void {
    this.connections.delete(connection.token);
    connection.finish(why);
  }
}

function isWaiting({ stale, takesMore }: LiveConnection): boolean {
  return stale && takesMore;
}

function tooManyListen(): HttpProblem {
  const detail = 'Trop de pages suivent déjà les changements. Les listes se mettent à jour quand vous les rouvrez.';
  return new HttpProblem(503, 'too-many-listeners', detail, { retryAfter: 60 });
}
