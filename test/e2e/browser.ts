import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { APIResponse, BrowserContext, Page } from 'playwright-core';
import { borrowBrowser, giveBackBrowser } from './shared-browser.js';

/** The browser of the machine; specs that need one skip aloud where there is none. */
export const browserPath: string | undefined =
  process.env['JALONS_CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const POSITION = 'jalons-position';
/** On a read that waited for one: whether it was reached. */
const REACHED = 'jalons-position-reached';
/** Each waits for 2 s, or for half a second where what it waits for stands still. */
const MOST_TURNS = 60;
/** Only ends what hangs: a page of a machine that does much else takes its time. */
const PATIENCE_MS = 110_000;

type TabStore = Record<'getItem', (name: string) => string | null> &
  Record<'setItem', (name: string, value: string) => void>;

/** A viewport that a phone, or an office screen, has. */
export const PHONE = { width: 320, height: 720 };
export const OFFICE = { width: 1440, height: 900 };

/**
 * How far the log of a product was with what was sent last, by whomever. Whoever reads after it sees it, however far
 * behind the read models are: pages keep it themselves for what they sent, and are told of the rest.
 */
class Sent {
  private static readonly products = new Map<string, Sent>();
  position: string | undefined;
  private people = 0;

  private constructor(private readonly origin: string) {}

  static to(origin: string): Sent {
    const sent = Sent.products.get(origin) ?? new Sent(origin);
    Sent.products.set(origin, sent);
    sent.people += 1;
    return sent;
  }

  /** The next product at this address has another log. */
  leave(): void {
    this.people -= 1;
    if (this.people === 0) Sent.products.delete(this.origin);
  }

  note(position: string | undefined): void {
    if (position !== undefined && position > (this.position ?? '')) this.position = position;
  }
}

/** A browser window of one person, French, cookies and storage shared with nobody. */
export class Person {
  private readonly sent: Sent;
  private turn = 0;
  private left = false;

  private constructor(
    readonly context: BrowserContext,
    /** The tab in use. */
    public page: Page,
    /** What the page complained of: script errors, refused resources, answers of the server above 499. */
    readonly complaints: string[],
    private readonly origin: string,
  ) {
    this.sent = Sent.to(origin);
  }

  static async arrive(executablePath: string, origin: string): Promise<Person> {
    const browser = await borrowBrowser(executablePath);
    try {
      const context = await browser.newContext({
        ...{ baseURL: origin, locale: 'fr-FR', timezoneId: 'Europe/Paris' },
        viewport: OFFICE,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const person = new Person(context, page, [], origin);
      person.listenTo(page);
      return person;
    } catch (error) {
      await giveBackBrowser();
      throw error;
    }
  }

  /** Closes the tab in use, as its cross does, and opens another one, empty. */
  async freshTab(): Promise<Page> {
    const closed = this.page;
    this.page = await this.context.newPage();
    this.listenTo(this.page);
    await closed.close();
    return this.page;
  }

  private listenTo(page: Page): void {
    const { complaints, origin } = this;
    this.tellBeforeEachLoad(page);
    page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
    page.on('console', (message) => {
      // A refusal of ours (4xx) is an answer like another; the browser reports it on the console all the same.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      this.sent.note(response.headers()[POSITION]);
      if (response.status() > 499) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    page.on('request', (request) => {
      const { origin: asked, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && asked !== origin) complaints.push(`left the origin: ${asked}`);
    });
  }

  /** A page that is loaded waits for what was sent before, as it does for what it sent itself. */
  private tellBeforeEachLoad(page: Page): void {
    let told: string | undefined;
    const tell = async () => {
      const { position } = this.sent;
      if (position === told || position === undefined) return;
      told = position;
      await page.addInitScript(
        ([name, newest]) => {
          const { sessionStorage } = globalThis as unknown as { sessionStorage: TabStore };
          if ((sessionStorage.getItem(name) ?? '') < newest) sessionStorage.setItem(name, newest);
        },
        ['jalons.position', position] as const,
      );
    };
    const goto = page.goto.bind(page);
    const reload = page.reload.bind(page);
    page.goto = (...of) => tell().then(() => goto(...of));
    page.reload = (...of) => tell().then(() => reload(...of));
  }

  /** Reads with this person's own session, after what was sent from here and from the page; the refusal is thrown. */
  async get<Answer>(path: string): Promise<Answer> {
    const headers = this.afterAll();
    for (let turn = 1; ; turn += 1) {
      const response = await this.context.request.get(`/api/v1${path}`, { headers });
      // The server waits for two seconds, which is too little for a machine that does much else.
      if (response.headers()[REACHED] !== 'false' || turn === MOST_TURNS) return answerOf<Answer>(path, response);
    }
  }

  private afterAll(): Record<string, string> {
    const { position } = this.sent;
    return position === undefined ? {} : { [POSITION]: position };
  }

  /** Sends a command with this person's own session, as a page would; the refusal is thrown. */
  async post<Answer>(path: string, data: object): Promise<Answer> {
    const headers = {
      ...{ 'Idempotency-Key': randomUUID(), Origin: new URL(this.origin).origin },
      ...this.afterAll(),
    };
    for (let turn = 1; ; turn += 1) {
      const response = await this.context.request.post(`/api/v1${path}`, { data, headers });
      this.sent.note(response.headers()[POSITION]);
      const isLate = !response.ok() && response.headers()[REACHED] === 'false';
      if (!isLate || turn === MOST_TURNS) return answerOf<Answer>(path, response);
    }
  }

  /** Looks at the page as it is on a phone and on an office screen, in both themes: what axe finds, by rule. */
  async axeEverywhere(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const viewport of [PHONE, OFFICE]) {
      await this.page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await this.page.emulateMedia({ colorScheme });
        for (const violation of await this.axe()) found.push(`${viewport.width} px, ${colorScheme}: ${violation}`);
      }
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  /**
   * The same in two of the four ways, each time the other two: over two states, every pair of width and theme is looked
   * at. `test:deep` looks at all.
   */
  async axePairwise(): Promise<readonly string[]> {
    const found: string[] = [];
    this.turn += 1;
    const themes = this.turn % 2 === 0 ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
    for (const [index, viewport] of [PHONE, OFFICE].entries()) {
      await this.page.setViewportSize(viewport);
      await this.page.emulateMedia({ colorScheme: themes[index]! });
      for (const violation of await this.axe()) found.push(`${viewport.width} px, ${themes[index]}: ${violation}`);
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  /** Violations that axe finds on the page as it is, by rule, with the elements concerned. */
  async axe(): Promise<readonly string[]> {
    // Before its scripts have run, there is no page to look at.
    await this.page.locator('main').first().waitFor();
    // Evaluated by the debugger, which the page's own policy does not concern.
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const { axe, document } = globalThis as unknown as {
        document: { getAnimations(): { finished: Promise<unknown> }[] };
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
      };
      // A sheet that is still fading in has the contrast of no page that anybody reads.
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    });
  }

  /** Closes the window; once is enough. */
  async leave(): Promise<void> {
    if (this.left) return;
    this.left = true;
    this.sent.leave();
    try {
      await this.context.close();
    } finally {
      await giveBackBrowser();
    }
  }
}

async function answerOf<Answer>(path: string, response: APIResponse): Promise<Answer> {
  const text = await response.text();
  if (!response.ok()) throw new Error(`${response.status()} ${path}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
