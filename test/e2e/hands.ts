import type { Locator, Page } from 'playwright-core';

/** Whoever works at the screen: with a mouse, or with the keyboard alone. */
export interface Hands {
  readonly name: string;
  /** Follows a link, presses a button, ticks a box. */
  press(target: Locator): Promise<void>;
  /** Types into a field, in the place of what was there. */
  type(field: Locator, text: string): Promise<void>;
  /** Chooses among answers that are all in sight. */
  check(radio: Locator): Promise<void>;
  /** Chooses in a list that is searched by word. */
  choose(combo: Locator, option: string): Promise<void>;
  /** Gives a day (`YYYY-MM-DD`) to a date field. */
  date(field: Locator, day: string): Promise<void>;
}

export function mouse(page: () => Page): Hands {
  return {
    name: 'mouse',
    press: (target) => target.click(),
    type: (field, text) => field.fill(text),
    // A radio lies under its label, which is what a mouse hits.
    check: (radio) => radio.locator('xpath=ancestor::label').click(),
    async choose(combo, option) {
      await combo.click();
      await combo.pressSequentially(option);
      await page().getByRole('option', { name: option }).first().click();
    },
    date: (field, day) => field.fill(day),
  };
}

/** Chooses in a list that is searched by word, by its keys: one that is cut down to a line moves under the mouse. */
export async function pick(combo: Locator, option: string): Promise<void> {
  await combo.pressSequentially(option);
  await combo.press('ArrowDown');
  await combo.press('Enter');
}

/** More stops than any page has. */
const STOPS = 300;

/** Tab, arrows, Enter, the space bar and letters; where the focus is must be seen at every stop. */
export function keyboard(page: () => Page): Hands {
  const press = (key: string) => page().keyboard.press(key);
  /** False too where a list that is open hides everything else. */
  const has = async (target: Locator) =>
    (await target.count()) > 0 && target.evaluate((element) => element === element.ownerDocument.activeElement);

  /** Walks forward from stop to stop until one of them is the target's. */
  async function goTo(target: Locator, reached: () => Promise<boolean> = () => has(target)): Promise<void> {
    await target.first().waitFor({ state: 'attached' });
    for (let stop = 0; stop < STOPS; stop++) {
      if (await reached()) return;
      await press('Tab');
      const hidden = await focusHidden(page());
      if (hidden !== null) throw new Error(`The focus cannot be seen on: ${hidden}`);
    }
    throw new Error(`Never reached by Tab: ${target.toString()}`);
  }

  return {
    name: 'keyboard',
    async press(target) {
      await goTo(target);
      await press((await target.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
    },
    async type(field, text) {
      await goTo(field);
      await press('Control+a');
      await page().keyboard.type(text);
    },
    async check(radio) {
      const group = await radio.getAttribute('name');
      const inGroup = () =>
        page().evaluate(
          (name) =>
            (globalThis as unknown as { document: { activeElement: { name?: string } } }).document.activeElement
              .name === name,
          group,
        );
      await goTo(radio, inGroup);
      // The space bar takes the one that has the focus; arrows go on to the others.
      if (!(await radio.isChecked()) && (await has(radio))) await press('Space');
      for (let step = 0; step < 40 && !(await radio.isChecked()); step++) await press('ArrowDown');
      if (!(await radio.isChecked())) throw new Error(`Never chosen by arrows: ${radio.toString()}`);
    },
    async choose(combo, option) {
      await goTo(combo);
      await page().keyboard.type(option);
      await page().getByRole('option', { name: option }).first().waitFor();
      await press('ArrowDown');
      await press('Enter');
    },
    async date(field, day) {
      const [year = '', month = '', date = ''] = day.split('-');
      await goTo(field);
      // The order of the parts is the browser's own.
      for (const typed of [`${date}${month}${year}`, `${month}${date}${year}`]) {
        await page().keyboard.type(typed);
        if ((await field.inputValue()) === day) return;
        for (let part = 0; part < 3; part++) await press('ArrowLeft');
      }
      throw new Error('The date field takes no date.');
    },
  };
}

/** The element that has the focus without showing it, in a word; null where it shows, itself or by what surrounds it. */
function focusHidden(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    interface Shown {
      readonly parentElement: Shown | null;
      readonly tagName: string;
      readonly outerHTML: string;
      getBoundingClientRect(): { width: number; height: number };
      querySelector(selector: string): Shown | null;
    }
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { activeElement: Shown; body: Shown };
      getComputedStyle(element: Shown): Record<'outlineStyle' | 'outlineWidth' | 'stroke', string>;
    };
    const outlined = (element: Shown) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const focused = document.activeElement;
    if (focused === document.body) return null;
    // A mark of a drawing has a ring of its own.
    const ring = focused.querySelector('.mark-ring');
    if (ring !== null && !['none', 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(ring).stroke)) return null;
    for (
      let element: Shown | null = focused, up = 0;
      element !== null && up < 3;
      element = element.parentElement, up++
    ) {
      const { width, height } = element.getBoundingClientRect();
      if (outlined(element) && width > 4 && height > 4) return null;
    }
    return focused.outerHTML.slice(0, 120);
  });
}
