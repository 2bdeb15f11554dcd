interface Field {
  readonly isConnected: boolean;
  readonly type?: string;
  readonly value?: string;
}

/** Every field that somebody has typed into on this page; what is gone with its form is let go. */
export class TypedFields {
  private touched = new Set<Field>();

  note(field: Field): void {
    this.touched.add(field);
  }

  /** Whether something typed would be lost with the page: a text that is not empty, or any other answer given. */
  some(): boolean {
    this.touched = new Set([...this.touched].filter(({ isConnected }) => isConnected));
    return [...this.touched].some(({ type, value }) => type === 'radio' || type === 'checkbox' || value !== '');
  }
}

const typed = new TypedFields();

globalThis.document?.addEventListener(
  'input',
  ({ target }) => {
    // What is searched for is in no form, and is typed again at once.
    if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement
    ) {
      if (target.form !== null) typed.note(target);
    }
  },
  true,
);

/** Whether a form of this page holds something that nobody has saved; a choice in a list writes its field unheard. */
export function holdsTyped(): boolean {
  const chosen = document.querySelectorAll<HTMLInputElement>('form input[role="combobox"]');
  return typed.some() || [...chosen].some(({ value }) => value !== '');
}
