import { DomainError, isDomainError, type Instant, type Uuid } from '@jalons/kernel';
import type { Mailer } from '../mail/mailer.js';
import type { DigestSource } from './digest.js';
import { digestMail } from './digest-mail.js';
import type { DigestStore, PlannedDigest } from './digest-store.js';
import type { UnsubscribeLinks } from './unsubscribe-link.js';

export interface SenderParts {
  readonly store: DigestStore;
  readonly source: DigestSource;
  readonly mailer: Mailer;
  readonly links: UnsubscribeLinks;
  readonly publicUrl: string;
  readonly clock: { now(): Instant };
}

/**
 * Sends one digest. What it tells and that it is about to leave are noted first, that it left afterwards: a process killed
 * between the server's answer and that note sends it again, under the same Message-ID. Losing it instead would hide an
 * alert; this way the doubled one can be told.
 */
export class DigestSender {
  constructor(private readonly parts: SenderParts) {}

  /**
   * @param lastTry no other one follows: what fails is settled as failed
   * @throws DomainError of the mailer; `conflict` where another process is sending it
   */
  async send(id: Uuid, lastTry: boolean): Promise<void> {
    const alone = await this.parts.store.alone(id, async () => {
      const planned = await this.parts.store.find(id);
      if (planned !== null) await this.sendOne(id, planned, lastTry);
    });
    if (!alone) throw new DomainError('conflict', 'digest-being-sent', 'Ce courriel est déjà en cours d’envoi.');
  }

  private async sendOne(id: Uuid, planned: PlannedDigest, lastTry: boolean): Promise<void> {
    const { store, source, mailer, links, publicUrl, clock } = this.parts;
    const { professional, day, email: to, frequency } = planned;
    // Stopped since it was decided, or nobody to write to any more.
    if (to === null || frequency === 'none') {
      await source.release(id);
      return store.settle(id, 'nothing', clock.now());
    }
    const content = await source.claim({ digest: id, professional, day });
    if (content === null) return store.settle(id, 'nothing', clock.now());
    const unsubscribeUrl = links.urlFor(professional, publicUrl);
    await store.sending(id, clock.now());
    try {
      await mailer.send(digestMail(content, { id, to, publicUrl, unsubscribeUrl }));
    } catch (error) {
      await this.note(id, error, lastTry);
      throw error;
    }
    await store.settle(id, 'sent', clock.now());
  }

  private async note(id: Uuid, error: unknown, lastTry: boolean): Promise<void> {
    const { store, source, clock } = this.parts;
    const reason = isDomainError(error) ? error.code : 'mail-failed';
    const settled = lastTry || (isDomainError(error) && error.kind === 'unprocessable');
    if (settled) await source.release(id);
    await store.settle(id, settled ? 'failed' : 'sending', clock.now(), reason);
  }
}
