import { CursorCodec } from '@jalons/http';
import { isUuid, type Uuid } from '@jalons/kernel';

/** Path of the page that stops digests, below the address of the product. */
export const UNSUBSCRIBE_PATH = '/desabonnement';

const LIST = 'digests';

/**
 * Links that stop somebody's digests without signing in: whom they name is sealed, so that an address tells nothing and
 * none can be made up. They do not expire: a mail stays in a box for years.
 */
export class UnsubscribeLinks {
  private readonly seals: CursorCodec;

  constructor(idSecret: Uint8Array) {
    this.seals = new CursorCodec(idSecret);
  }

  urlFor(professional: Uuid, publicUrl: string): string {
    return new URL(`${UNSUBSCRIBE_PATH}/${this.seals.seal(LIST, [professional])}`, publicUrl).href;
  }

  /** Whose digests a link stops; null for what is no link of ours. */
  open(token: string): Uuid | null {
    try {
      const [professional] = this.seals.open(LIST, token);
      return typeof professional === 'string' && isUuid(professional) ? professional : null;
    } catch {
      return null;
    }
  }
}
