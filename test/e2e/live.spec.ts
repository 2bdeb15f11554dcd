import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { browserPath, type Person } from './browser.js';
import { inBrowser } from './in-browser.js';
import { newcomer, OpenedProduct } from './opened-product.js';

const MINUTE = 60_000;

inBrowser('what others record', () => {
  let opened: OpenedProduct;
  let omar: Person;
  let nadia: Person;
  let plie: string;
  const today = dateAt(Date.now(), 'Europe/Paris');

  beforeAll(async () => {
    opened = await OpenedProduct.start(browserPath!);
    omar = await opened.arrive('operator');
    ({ structure: plie, operator: nadia } = await opened.structureWith('PLIE d’exemple', 'plie', 'nadia'));
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([omar?.leave(), nadia?.leave()]);
    await opened?.close();
  });

  it(
    'comes to the screen by itself, in every tab, and is said to who does not see it',
    async () => {
      const { page } = nadia;
      const streams: string[] = [];
      nadia.context.on('request', (request) => {
        if (request.url().endsWith('/live')) streams.push(request.url());
      });
      const heard = page.waitForResponse((response) => response.url().endsWith('/live'));
      await page.goto('/orientations');
      await page.getByText('Aucune orientation reçue n’attend votre réponse.').waitFor();
      await heard;
      const second = await nadia.context.newPage();
      await second.goto('/orientations');
      await second.getByText('Aucune orientation reçue n’attend votre réponse.').waitFor();

      const { parcours } = await newcomer(omar, ['Amina', 'Modèle'], addDays(today, -40));
      await omar.post(`/parcours/${parcours}/steps/orientations`, {
        ...{ occurredOn: today, toStructure: plie, scheme: 'plie', commonLaw: true, need: 'mobilite' },
        ...{ personAgreed: true, transfersReferent: false, sheet: { summary: 'Cherche un emploi.' } },
      });
      await page.getByRole('listitem').filter({ hasText: 'Amina M.' }).waitFor();
      await second.getByRole('listitem').filter({ hasText: 'Amina M.' }).waitFor();
      await page.getByText(/La page a été mise à jour à \d\d:\d\d/).waitFor({ state: 'attached' });
      expect(streams).toHaveLength(1);
      expect(nadia.complaints).toEqual([]);
    },
    3 * MINUTE,
  );
});
