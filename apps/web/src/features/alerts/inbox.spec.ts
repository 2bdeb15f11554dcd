import { describe, expect, it } from '@jest/globals';
import type { Alert } from '../../api/contract.js';
import { alertsSearchOf, byLevel, clearingOf } from './inbox.js';

describe('the inbox of alerts', () => {
  it('is read from the address, which may hold anything', () => {
    expect(alertsSearchOf({ etat: 'ended', qui: 'miennes', alerte: 'a' })).toEqual({
      ...{ etat: 'ended', qui: 'miennes', alerte: 'a' },
    });
    expect(alertsSearchOf({ etat: 'active', qui: 3, alerte: {} })).toEqual({});
  });

  it('puts what is critical first, and no heading over nothing', () => {
    const alerts = [{ level: 'at-risk' }, { level: 'critical' }, { level: 'at-risk' }] as Alert[];
    expect(byLevel(alerts).map(({ level, alerts: held }) => [level, held.length])).toEqual([
      ['critical', 1],
      ['at-risk', 2],
    ]);
  });

  it('says once what would clear it', () => {
    const causes = [{ clearedBy: ['un contact'] }, { clearedBy: ['un contact', 'un début d’emploi'] }];
    expect(clearingOf({ causes: causes as Alert['causes'] })).toEqual(['un contact', 'un début d’emploi']);
  });
});
