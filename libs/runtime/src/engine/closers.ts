/** What a process opened, to be closed in the opposite order, whatever fails on the way. */
export class Closers {
  private readonly closers: (() => Promise<unknown>)[] = [];

  /** Notes how to close what was just opened. */
  add(close: () => Promise<unknown>): void {
    this.closers.push(close);
  }

  /** Closes everything, the last opened first; then throws what failed first, if anything did. May be repeated. */
  async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.closers.splice(0).toReversed()) {
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Opens something of several parts: where one of them fails, those opened before are closed. */
export async function opening<Opened>(open: (closers: Closers) => Promise<Opened>): Promise<Opened> {
  const closers = new Closers();
  try {
    return await open(closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
