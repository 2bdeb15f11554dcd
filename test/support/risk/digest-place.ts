import { randomUUID } from 'node:crypto';
import { AlertDigests, alertDecider, alertIdOf, loadCalendar, type AlertCommand } from '@jalons/dropout-risk';
import { mandatesProjection, professionalsProjection, type Role } from '@jalons/identity';
import { defineQueue, jobId, openJobs, type Jobs } from '@jalons/jobs';
import { addDays, civilDateOf, randomId, type Instant, type Uuid } from '@jalons/kernel';
import { sendDigests, type DigestJobParts, type Digests } from '@jalons/notify';
import { outcomes } from '../../contract/jobs.fixtures.js';
import { MailServer } from '../mail/mail-server.js';
import { OPENED, past } from '../parcours.js';
import { midnightOf, ReviewedLog } from './reviewed-log.js';

const ROUNDS = defineQueue<Record<string, never>>({ name: 'digest-rounds' });
export const PUBLIC_URL = 'https://jalons.exemple.example';
export const FROM = 'jalons@exemple.example';

type Where = Parameters<typeof openJobs>[0];

/** A territory whose alerts are told by mail, on mornings that the test chooses. */
export class DigestPlace {
  readonly structure = randomUUID();
  readonly otherStructure = randomUUID();
  readonly territory = randomUUID();
  private now: Instant = 0;

  private constructor(
    readonly log: ReviewedLog,
    readonly mails: MailServer,
    private readonly jobs: Jobs,
    private readonly happened: ReturnType<typeof outcomes>['happened'],
  ) {}

  private digests: Digests | undefined;

  /** @param sending false where another process sends, until {@link start} */
  static async open(where: (log: ReviewedLog) => Promise<Where>, sending = true): Promise<DigestPlace> {
    const log = await ReviewedLog.open([mandatesProjection, professionalsProjection]);
    const mails = await MailServer.start();
    const { happened, observer } = outcomes();
    const jobs = await openJobs(await where(log), { observer });
    const place = new DigestPlace(log, mails, jobs, happened);
    if (sending) await place.start();
    return place;
  }

  async start(): Promise<void> {
    this.digests = await sendDigests(this.jobs, { ...this.parts, backoffMs: 1, attempts: 3 });
  }

  private get parts(): DigestJobParts {
    return {
      ...{ url: this.log.database.urls.worker, idSecret: this.log.store.idSecret, clock: { now: () => this.now } },
      mail: { smtpUrl: this.mails.url, from: FROM, publicUrl: PUBLIC_URL },
      source: (pool) => new AlertDigests(pool, loadCalendar()),
    };
  }

  /** Somebody with an address, who holds a mandate from 2026 on. */
  async professional(role: Role, email: string, where: { readonly structure?: Uuid } = {}): Promise<Uuid> {
    const id = randomUUID();
    await this.log.tell(`professional-${id}`, id, [
      { type: 'ProfessionalRegistered', on: '2026-01-02', data: { givenName: 'Odile', familyName: 'Office', email } },
      {
        ...{ type: 'MandateGranted', on: '2026-01-02' },
        data: { role, territory: this.territory, ...where, from: '2026-01-01', zone: 'Europe/Paris' } as never,
      },
    ]);
    return id;
  }

  /** Days on which a colleague stands in for somebody. */
  async absent(professional: Uuid, from: string, to: string, deputy: Uuid): Promise<void> {
    await this.log.tell(`professional-${professional}`, professional, [
      { type: 'AbsenceDeclared', on: '2026-01-02', data: { from: civilDateOf(from), to: civilDateOf(to), deputy } },
    ]);
  }

  /** A person followed by somebody, about whom there is a concern from a day on: an alert at once. */
  async worried(by: Uuid | null, since: string, note: string, importId?: Uuid): Promise<Uuid> {
    const [id, person] = [randomUUID(), randomUUID()];
    const { structure } = this;
    const history = [
      past('ParcoursOpened', since, { ...OPENED, beneficiaryId: person, structure }),
      ...(by === null ? [] : [past('ReferentAssigned', since, { professional: by, structure })]),
      past('ConcernRaised', since, { note }),
    ];
    await this.log.tell(`parcours-${id}`, person, history as never, {
      territory: this.territory,
      ...(importId !== undefined && { importId }),
    });
    return id;
  }

  /** Another concern about somebody who has an alert: another cause. */
  async worriedAgain(parcours: Uuid, on: string, note: string): Promise<void> {
    const [raised] = await this.log.alertsOf(parcours);
    const history = [past('ConcernRaised', on, { note })];
    await this.log.tell(`parcours-${parcours}`, raised!.keyId, history as never, { territory: this.territory });
  }

  /** What somebody does with the alert that is open. */
  async handle(
    parcours: Uuid,
    command: Exclude<AlertCommand, { type: 'ReviewAlert' }>,
    day: string,
    by: Uuid = randomUUID(),
  ): Promise<void> {
    const alert = alertIdOf(this.log.store.idSecret, parcours);
    const commandId = randomUUID();
    const [raised] = await this.log.alertsOf(parcours);
    await this.log.store.runner.run({
      ...{ decider: alertDecider, stream: `alert-${alert}`, command },
      context: { commandId, commandHash: commandId, actor: by, correlationId: commandId },
      decision: { now: midnightOf(day) + 12 * 3_600_000, zone: 'Europe/Paris' },
      keyId: raised!.keyId,
    });
    await this.log.caughtUp();
  }

  /** Reviews what a morning brings, then lets its digests leave; resolves once each has come to an end. */
  async morning(day: string, time = '08:00', { reviewed = true } = {}): Promise<void> {
    if (reviewed) await this.log.reviewOn(day);
    this.setClock(day, time);
    await this.round();
    for (const { id, run } of await this.digestsOn()) {
      const job = jobId('digest', `${id}.${run}`);
      await this.happened.until((outcome) => outcome.id === job && (outcome.kind === 'completed' || outcome.final));
    }
  }

  /** @returns the instant that it is from now on */
  setClock(day: string, time = '08:00'): Instant {
    const [hours, minutes] = time.split(':').map(Number);
    // No clock of Paris changes between 03:00 and midnight.
    this.now = midnightOf(day) + offsetOf(day) + (hours! * 60 + minutes!) * 60_000;
    return this.now;
  }

  /** One round, as the schedule makes one each minute. */
  async round(): Promise<void> {
    const id = jobId('digest-rounds', randomId());
    await (await this.jobs.queue(ROUNDS)).enqueue([{ id, payload: {} }]);
    await this.happened.until((outcome) => outcome.id === id && outcome.kind === 'completed');
  }

  /** Every digest that was decided on. */
  async digestsOn(): Promise<
    readonly {
      id: Uuid;
      run: number;
      professional: Uuid;
      state: string;
      reason: string | null;
      attempts: number;
      period: string;
    }[]
  > {
    const { rows } = await this.log.pool.query(
      'SELECT id, run, professional, state, reason, attempts, period FROM engine.digests ORDER BY day, period, id',
    );
    return rows;
  }

  /** Mails to somebody, in the order they came. */
  mailsTo(email: string) {
    return this.mails.received.filter(({ to }) => to.includes(email));
  }

  async close(): Promise<void> {
    await this.jobs.close();
    await this.digests?.close();
    await this.mails.close();
    await this.log.close();
  }
}

/** On the two days of a clock change, 08:00 is not eight hours after midnight. */
function offsetOf(day: string): number {
  const next = midnightOf(addDays(civilDateOf(day), 1));
  return next - midnightOf(day) - 24 * 3_600_000;
}
