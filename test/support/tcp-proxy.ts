import { connect, createServer, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly target: Socket;
}

/**
 * A TCP proxy that breaks connections the ways a network does, where and when a test says so:
 * `cut` resets them (the peer learns of it at once); `refuse` also turns new ones away, as a dead server does;
 * `stall` keeps them open and passes nothing on, as a lost route does (half-open: neither side learns of it);
 * `delay` passes everything on later. `restore` ends refusing, stalling and delaying; stalled bytes then arrive.
 */
export class TcpProxy {
  port = 0;
  /** Connections accepted so far, those turned away among them. */
  accepted = 0;
  private readonly pairs = new Set<Pair>();
  private delayMs = 0;
  private refusing = false;
  private readonly watchers = new Set<() => void>();
  private readonly stalled = { toTarget: false, toClient: false };

  private constructor(
    private readonly server: Server,
    private target: { readonly host: string; readonly port: number },
  ) {}

  static async start(targetPort: number, host = '127.0.0.1'): Promise<TcpProxy> {
    // A client may half-close; the other half has to live on until the target closes too.
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const proxy = new TcpProxy(server, { host, port: targetPort });
    server.on('connection', (client) => proxy.accept(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    proxy.port = address.port;
    return proxy;
  }

  /** Resolves once so many connections were accepted in all. */
  async connections(count: number): Promise<void> {
    while (this.accepted < count) await new Promise<void>((resolve) => this.watchers.add(resolve));
  }

  /** Resets every connection there is; new ones are accepted. */
  cut(): void {
    for (const { client, target } of this.pairs) {
      client.resetAndDestroy();
      target.resetAndDestroy();
    }
    this.pairs.clear();
  }

  /** Resets every connection and every new one. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** Passes nothing on any more, in one direction or both, and tells nobody. */
  stall(direction: 'both' | 'toTarget' | 'toClient' = 'both'): void {
    this.stalled.toTarget = direction !== 'toClient';
    this.stalled.toClient = direction !== 'toTarget';
    for (const pair of this.pairs) this.hold(pair);
  }

  /** Passes each chunk on that many milliseconds later, in order. */
  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  restore(): void {
    this.refusing = false;
    this.delayMs = 0;
    this.stalled.toTarget = false;
    this.stalled.toClient = false;
    for (const { client, target } of this.pairs) {
      client.resume();
      target.resume();
    }
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    this.accepted += 1;
    for (const watcher of this.watchers) watcher();
    this.watchers.clear();
    if (this.refusing) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const target = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    const pair = { client, target };
    this.pairs.add(pair);
    this.pass(client, target, pair);
    this.pass(target, client, pair);
    this.hold(pair);
  }

  private pass(from: Socket, to: Socket, pair: Pair): void {
    from.on('data', (chunk) => {
      const passOn = (): void => {
        if (!to.destroyed && !to.write(chunk)) {
          from.pause();
          to.once('drain', () => this.resume(pair));
        }
      };
      if (this.delayMs > 0) setTimeout(passOn, this.delayMs);
      else passOn();
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      to.destroy();
      this.pairs.delete(pair);
    });
  }

  /** A paused socket takes nothing from the network: its peer fills the window and waits. */
  private hold({ client, target }: Pair): void {
    if (this.stalled.toTarget) client.pause();
    if (this.stalled.toClient) target.pause();
  }

  private resume(pair: Pair): void {
    pair.client.resume();
    pair.target.resume();
    this.hold(pair);
  }
}
