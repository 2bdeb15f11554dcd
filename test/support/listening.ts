/** An event as a browser hears it. */
export interface HeardEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: unknown;
}

/** A browser that listens to server-sent events, one at a time. */
export class Listening {
  /** Everything that came, as it came. */
  text = '';
  /** Resolves once the server has ended the stream. */
  readonly ended: Promise<void>;
  private readonly heard: HeardEvent[] = [];
  private wake: () => void = () => {};

  private constructor(
    readonly type: string | null,
    private readonly aborted: AbortController,
    body: ReadableStream<Uint8Array>,
  ) {
    this.ended = this.read(body);
  }

  /** Rejects with the status where the stream is refused. */
  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<Listening> {
    const aborted = new AbortController();
    const response = await fetch(url, { headers, signal: aborted.signal });
    if (response.status !== 200) throw Object.assign(new Error('refused'), { status: response.status });
    return new Listening(response.headers.get('content-type'), aborted, response.body!);
  }

  /** Events that nobody has asked for yet. */
  get waiting(): number {
    return this.heard.length;
  }

  /** The next event, once it comes; the test's own time limit ends the wait. */
  async next(): Promise<HeardEvent> {
    while (this.heard.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.heard.shift()!;
  }

  close(): void {
    this.aborted.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const text = decoder.decode(chunk, { stream: true });
        this.text += text;
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop()!;
        this.heard.push(...blocks.flatMap(eventOf));
        this.wake();
      }
    } catch (error) {
      if (!this.aborted.signal.aborted) throw error;
    }
  }
}

function eventOf(block: string): HeardEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const event = field('event');
  if (event === undefined) return [];
  return [{ event, id: field('id') ?? null, data: JSON.parse(field('data') ?? 'null') }];
}
