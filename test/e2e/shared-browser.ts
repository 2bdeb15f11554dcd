import { chromium, type Browser } from 'playwright-core';

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--lang=fr-FR'],
  // Of a browser in French date fields are; one without its language pack takes the language of the page.
  '--enable-blink-features=LangAttributeAwareFormControlUI',
];

let running: Promise<Browser> | undefined;
let windows = 0;

/** The browser of the machine, started for the first window that needs it; each is to be given back once. */
export async function borrowBrowser(executablePath: string): Promise<Browser> {
  windows += 1;
  const asked = (running ??= chromium.launch({ executablePath, args: ARGS }));
  try {
    const browser = await asked;
    if (browser.isConnected()) return browser;
    throw new Error('The browser has ended.');
  } catch (error) {
    // The next to ask starts another one.
    windows -= 1;
    if (running === asked) running = undefined;
    throw error;
  }
}

/** Ends the browser with its last window. */
export async function giveBackBrowser(): Promise<void> {
  windows -= 1;
  if (windows > 0) return;
  const ending = running;
  running = undefined;
  await (await ending)?.close();
}
