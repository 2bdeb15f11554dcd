import { useRef, useState } from 'react';
import { ApiProblem, byField, NoAnswer } from './problem.js';
import { submissionKey } from './submission-key.js';

export type Saving =
  | { readonly state: 'idle' | 'sending' | 'saved' }
  | { readonly state: 'no-answer'; readonly message: string }
  | {
      readonly state: 'refused';
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly rest: readonly string[];
    };

/**
 * Sends a form and tells the truth about it: sending, saved (the server said so), refused with its reasons, or no answer.
 * The key is kept for a retry of the same content. `pointers` maps each field's name to its JSON pointer.
 */
export function useSubmission<Body, Result>(
  send: (body: Body, key: string) => Promise<Result>,
  pointers: Readonly<Record<string, string>>,
) {
  const [key] = useState(() => submissionKey());
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const busy = useRef(false);

  async function submit(body: Body): Promise<Result | undefined> {
    if (busy.current) return undefined;
    busy.current = true;
    setSaving({ state: 'sending' });
    try {
      const result = await send(body, key.for(body));
      key.done();
      setSaving({ state: 'saved' });
      return result;
    } catch (error) {
      setSaving(refusal(error, pointers));
      return undefined;
    } finally {
      busy.current = false;
    }
  }

  return { saving, submit, refuse: (saving: Saving) => setSaving(saving) };
}

function refusal(error: unknown, pointers: Readonly<Record<string, string>>): Saving {
  if (error instanceof ApiProblem) {
    return { state: 'refused', message: error.message, ...byField(error.items, pointers) };
  }
  if (error instanceof NoAnswer) return { state: 'no-answer', message: error.message };
  throw error;
}
