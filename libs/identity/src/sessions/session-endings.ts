import { NotificationListener } from '@jalons/database';
import type { Uuid } from '@jalons/kernel';

/** auth.tell_session_end */
const CHANNEL = 'jalons_sessions';

type Heard = (professional: Uuid) => void;

/**
 * Hears of each session that ends before its time (sign-out, revocation, a new password), whichever process ended it.
 * It tells early and no more: what is missed while the database is away is found by whoever asks again.
 */
export class SessionEndings {
  private readonly heard = new Set<Heard>();
  private readonly listener: NotificationListener;

  private constructor(url: string) {
    this.listener = new NotificationListener(
      { connectionString: url, application_name: 'jalons-session-ends', keepAlive: true },
      [CHANNEL],
      {
        onNotification: (_channel, professional) => {
          for (const each of this.heard) each(professional);
        },
        onListening: () => {},
      },
    );
  }

  /** @param url connection string of the role of the process; the api's is enough */
  static open({ url }: { readonly url: string }): SessionEndings {
    return new SessionEndings(url);
  }

  /** Calls `heard` with whose session ended; answers how to stop. */
  watch(heard: Heard): () => void {
    this.heard.add(heard);
    return () => void this.heard.delete(heard);
  }

  close(): Promise<void> {
    return this.listener.close();
  }
}
