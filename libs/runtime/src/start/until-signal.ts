/** What runs until somebody stops it. */
export interface Closable {
  close(): Promise<void>;
}

/**
 * Starts something, and closes it at the first signal. A second one changes nothing: an impatient Ctrl-C must not leave
 * a database running behind the prompt. The process then ends by itself, with 0 where everything closed.
 * @param says what to tell the terminal, and when
 */
export async function runUntilSignal<Running extends Closable>(
  start: () => Promise<Running>,
  says: {
    readonly started: (running: Running) => void;
    readonly stopping: () => void;
    readonly failed: (sentence: string) => void;
  },
): Promise<void> {
  let running: Running | undefined;
  let asked = false;
  const fail = (error: unknown) => {
    says.failed(explain(error));
    process.exitCode = 1;
  };
  const stop = async () => {
    if (asked) return;
    asked = true;
    says.stopping();
    await running?.close().catch(fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
  try {
    running = await start();
    if (asked) await running.close();
    else says.started(running);
  } catch (error) {
    fail(error);
  }
}

/** What went wrong at the start, in a sentence that says what to do about it. */
function explain(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'EADDRINUSE')
    return 'Ce port est déjà pris : arrêtez l’autre programme, ou choisissez-en un autre (PORT=3001 npm start).';
  return typeof message === 'string' && message !== '' ? message : 'Jalons n’a pas pu démarrer.';
}
