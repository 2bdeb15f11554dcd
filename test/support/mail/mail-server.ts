import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { readMail, type ReceivedMail } from './received-mail.js';

/**
 * What becomes of a mail: `defer` answers 451 and `refuse` 550 to its address, `drop` cuts the connection there, `hang`
 * never answers there; `lose` takes the mail and cuts the connection instead of saying so, `hold` takes it and never
 * answers.
 */
export type Treatment = 'take' | 'defer' | 'refuse' | 'drop' | 'hang' | 'lose' | 'hold';

/** A real server of SMTP on this machine, which takes mails or fails as it is told. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** For the mails to come, one after another; what is not said is taken. */
  readonly plan: Treatment[] = [];
  private readonly treatments = new Map<string, Treatment>();
  private readonly sockets = new Map<number, Socket>();
  private waiting: (() => void)[] = [];
  private asked = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailServer> {
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, closeTimeout: 100 },
      onRcptTo: (_address, session, callback) => mailServer.recipient(session, callback),
      onData: (stream, session, callback) => void mailServer.take(stream, session, callback),
    });
    const mailServer = new MailServer(server);
    server.server.on('connection', (socket: Socket) => mailServer.sockets.set(socket.remotePort!, socket));
    server.on('error', () => {});
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return mailServer;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Resolves once so many mails came. */
  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Resolves once somebody asked to leave so many mails, whatever came of it. */
  async untilAsked(count: number): Promise<void> {
    while (this.asked < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private recipient(session: SMTPServerSession, callback: (error?: Error) => void): void {
    const treatment = this.plan.shift() ?? 'take';
    this.treatments.set(session.id, treatment);
    if (treatment === 'defer') callback(answer(451));
    else if (treatment === 'refuse') callback(answer(550));
    else if (treatment === 'drop') this.cut(session);
    else if (treatment !== 'hang') callback();
    this.asked += 1;
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  private async take(
    stream: NodeJS.ReadableStream,
    session: SMTPServerSession,
    callback: (error?: Error | null) => void,
  ): Promise<void> {
    const raw = await buffer(stream);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    this.received.push(readMail(to, raw));
    this.wake();
    const treatment = this.treatments.get(session.id);
    if (treatment === 'lose') this.cut(session);
    else if (treatment !== 'hold') callback();
  }

  private cut({ remotePort }: SMTPServerSession): void {
    this.sockets.get(remotePort)?.destroy();
  }
}

function answer(responseCode: number): Error {
  return Object.assign(new Error('a mailbox that the test made up'), { responseCode });
}
