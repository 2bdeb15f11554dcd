/** What was typed and not saved, with the key under which it is sent, so that it is logged once. */
export interface Draft {
  readonly values: Readonly<Record<string, string>>;
  readonly key: string;
  /** What would be logged, in words. */
  readonly sentence?: string;
  /** Asked to be sent, and not answered yet: whichever page is open sends it again. */
  readonly parcel?: Parcel;
  /** Why the server would not have it. */
  readonly refused?: string;
}

/** A step, or an encounter, as it is sent: its route, and what the route and the body say. */
export interface Parcel {
  /** Absent for what is of none. */
  readonly parcoursId?: string;
  readonly path: string;
  readonly orientation?: string;
  readonly body: object;
  /** The structure it was typed for, whatever is chosen when it goes. Absent from one kept by an earlier version. */
  readonly structure?: string;
}

export interface NamedDraft {
  readonly name: string;
  readonly draft: Draft;
}

/** Where sealed drafts lie. A {@link CryptoKey} is kept as the object it is: its bytes are never seen. */
export interface Shelf {
  readSession(): Promise<Session | undefined>;
  /** Puts a session in the place of one that does not stand, with every draft; answers the one that is there then. */
  beginSession(next: Session, stands: (held: Session) => boolean): Promise<Session>;
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Sealed | undefined>;
  /** Resolved once it lies there for good. `only`: where what lies there still has this key, and left alone elsewhere. */
  write(name: string, sealed: Sealed, only?: string): Promise<void>;
  /** The same, of what is to go. */
  remove(name: string, only?: string): Promise<void>;
}

export interface Session {
  readonly owner: string;
  readonly since: number;
  readonly key: CryptoKey;
}

export interface Sealed {
  readonly at: number;
  /** Under which it is sent; in clear, as it says nothing: one draft is told from the next that has its name. */
  readonly key: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** Milliseconds a draft and its key may live (security.md § 3). */
const LIFE = 24 * 3_600_000;

/**
 * The drafts of whoever is signed in, encrypted with AES-256-GCM under a key that cannot leave the browser. Another
 * person, or 24 hours, find nothing: the key is gone with what it opened. `now` gives milliseconds.
 */
export class DraftBox {
  constructor(
    private readonly shelf: Shelf,
    private readonly owner: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** The draft of that name, if there is one that can still be read. */
  async load(name: string): Promise<Draft | undefined> {
    const { key } = await this.session();
    const sealed = await this.shelf.read(name);
    if (sealed === undefined) return undefined;
    if (this.old(sealed.at)) {
      await this.shelf.remove(name);
      return undefined;
    }
    return open(sealed, key, name);
  }

  async save(name: string, draft: Draft): Promise<void> {
    await this.shelf.write(name, await this.seal(name, draft));
  }

  /** Keeps what has become of a draft, unless it was thrown away meanwhile or another one has taken its name. */
  async mend(name: string, draft: Draft): Promise<void> {
    await this.shelf.write(name, await this.seal(name, draft), draft.key);
  }

  private async seal(name: string, draft: Draft): Promise<Sealed> {
    const { key } = await this.session();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(draft));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(name) }, key, text);
    return { at: this.now(), key: draft.key, iv, data };
  }

  /** Every draft that can still be read; the others are gone with this. */
  async all(): Promise<readonly NamedDraft[]> {
    const found: NamedDraft[] = [];
    for (const name of await this.shelf.names()) {
      const draft = await this.load(name);
      if (draft !== undefined) found.push({ name, draft });
    }
    return found;
  }

  /** With `key`, that draft alone: another one may have taken its name meanwhile, in this tab or the next. */
  async drop(name: string, key?: string): Promise<void> {
    await this.shelf.remove(name, key);
  }

  private async session(): Promise<Session> {
    const stands = ({ owner, since }: Session) => owner === this.owner && !this.old(since);
    const held = await this.shelf.readSession();
    if (held !== undefined && stands(held)) return held;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    return this.shelf.beginSession({ owner: this.owner, since: this.now(), key }, stands);
  }

  private old(at: number): boolean {
    const age = this.now() - at;
    return age < 0 || age >= LIFE;
  }
}

async function open(sealed: Sealed, key: CryptoKey, name: string): Promise<Draft | undefined> {
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: bound(name) },
      key,
      sealed.data,
    );
    return JSON.parse(new TextDecoder().decode(text)) as Draft;
  } catch {
    // Sealed under a key that is gone, or altered: there is no draft any more.
    return undefined;
  }
}

/** A draft opens under its own name only. */
function bound(name: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(name);
}
