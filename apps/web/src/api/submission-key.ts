/** Gives the `Idempotency-Key` of a form. */
export interface SubmissionKey {
  /** The key for this body: the same on every retry, another as soon as what is sent changes. */
  for(body: unknown): string;
  /** To be called once the server has taken it: the next submission is a new one, even with the same content. */
  done(): void;
}

/** One per form: a key may only come back with the body it was first sent with, else the server refuses it (422). */
export function submissionKey(newKey: () => string = () => crypto.randomUUID()): SubmissionKey {
  let held: { key: string; body: string } | undefined;
  return {
    for(value) {
      const body = JSON.stringify(value);
      if (held?.body !== body) held = { key: newKey(), body };
      return held.key;
    },
    done() {
      held = undefined;
    },
  };
}
