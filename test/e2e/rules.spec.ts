import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { browserPath, OFFICE, PHONE, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { Demonstration } from './demonstration.js';

const MINUTE = 60_000;

inBrowser('the rules', () => {
  let demonstration: Demonstration;
  let claire: Person;

  beforeAll(async () => {
    demonstration = new Demonstration();
    claire = await demonstration.arrive(browserPath!, 'coordinator');
  }, 4 * MINUTE);

  afterAll(async () => {
    await claire?.leave();
    await demonstration?.close();
  }, MINUTE);

  const view = (name: string) => claire.page.getByRole('radio', { name, exact: true }).check({ force: true });
  const within = (name: string): Locator => claire.page.getByRole('region', { name, exact: true });

  /** On a phone nothing but what says so is scrolled sideways (WCAG 1.4.10). */
  async function reflows(): Promise<void> {
    await claire.page.setViewportSize(PHONE);
    expect(await claire.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await claire.page.setViewportSize(OFFICE);
  }

  it(
    'are read by version, and what served is frozen',
    async () => {
      const { page } = claire;
      await page.goto('/regles');
      await page.getByRole('link', { name: /^Version 1 – / }).waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await page.getByRole('link', { name: /^Version 1 – / }).click();
      await page.getByText('Cette version a servi : elle ne change plus.').waitFor();
      await within('Ce qui fait taire une règle')
        .getByRole('row', { name: /^R5, abandon/ })
        .waitFor();
      expect(await claire.axePairwise()).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'are drafted, refused at the field that is wrong, and kept',
    async () => {
      const { page } = claire;
      await page.goto('/regles');
      await page.getByRole('button', { name: /^Nouveau brouillon à partir de la version 1$/ }).click();
      await page.getByRole('heading', { name: /^Version 3 – / }).waitFor();
      await page.getByLabel('Nom en français').fill('Silences plus courts');
      const days = page.locator('[id="field-/rules/0/params/days/support"]');
      await days.fill('quarante');
      await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'R1, Jours, accompagnement' }).click();
      expect(await days.getAttribute('aria-invalid')).toBe('true');
      expect(await claire.axePairwise()).toEqual([]);
      await reflows();
      await days.fill('40');
      await page.getByLabel('À risque dès').fill('3');
      await page.getByRole('combobox', { name: 'R2, Rendez-vous prévu' }).selectOption({ label: 'en sourdine' });
      await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
      await page.getByRole('heading', { name: 'Version 3 – Silences plus courts' }).waitFor();
      await page.reload();
      expect(await page.locator('[id="field-/rules/0/params/days/support"]').inputValue()).toBe('40');
    },
    3 * MINUTE,
  );

  it(
    'are tried on the past with a progress that may be stopped, and read with their curves and workload',
    async () => {
      const { page } = claire;
      await view('Sur le passé');
      const past = within('Sur le passé');
      await past.getByText('Aucune simulation de cette version.').waitFor();
      await past.getByRole('button', { name: 'Lancer une simulation' }).click();
      await past.getByRole('progressbar').waitFor();
      expect(await claire.axe()).toEqual([]);
      await past.getByRole('heading', { name: 'Et avec un autre seuil ?' }).waitFor({ timeout: 2 * MINUTE });
      await past.getByText(/^À côté de la version 1/).waitFor();
      const slider = past.getByRole('slider');
      const before = await slider.getAttribute('aria-valuetext');
      await slider.press('ArrowRight');
      expect(await slider.getAttribute('aria-valuetext')).not.toBe(before);
      for (const name of ['Précision et sorties vues venir, selon le seuil', 'Charge, selon le seuil']) {
        await past.getByRole('table', { name }).waitFor();
      }
      expect(await claire.axePairwise()).toEqual([]);
      await reflows();

      // One that is stopped leaves nothing.
      await past.getByRole('button', { name: 'Lancer une simulation' }).click();
      await past.getByRole('button', { name: 'Arrêter la simulation' }).click();
      await past.getByRole('button', { name: 'Lancer une simulation' }).waitFor();
      expect(await past.getByText('Quelle simulation ?').count()).toBe(0);
      expect(page.url()).toMatch(/\/regles\/3\?vue=passe$/);
    },
    4 * MINUTE,
  );

  it(
    'are compared with those in force, put on trial and activated with a reason',
    async () => {
      const { page } = claire;
      await view('Comparer');
      await within('Comparer')
        .getByRole('row', { name: /60.*40/ })
        .waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await reflows();
      await view('Mise en service');
      await page.getByRole('button', { name: 'Mettre à l’essai' }).click();
      await page.getByText('Cette version est à l’essai').waitFor();
      expect(await claire.axePairwise()).toEqual([]);
      await page.getByRole('button', { name: /^Activer à la place de la version 1$/ }).click();
      await page.getByRole('alert').getByText('Cette réponse est nécessaire.').waitFor();
      await page.getByLabel('Pourquoi l’activer ?').fill('Elle voit venir plus de sorties.');
      await page.getByRole('button', { name: /^Activer à la place de la version 1$/ }).click();
      await page.getByText('Cette version est en vigueur').waitFor();
      await page.getByText('« Elle voit venir plus de sorties. »').waitFor();
      await within('Précision en service').waitFor();
      await page.getByRole('link', { name: 'Toutes les versions' }).click();
      await page.getByRole('listitem').filter({ hasText: 'Version 1 –' }).getByText('Remplacée').waitFor();
      expect(claire.complaints).toEqual([]);
    },
    2 * MINUTE,
  );
});
