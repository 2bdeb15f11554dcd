import { valuesOf } from '../../support/her-values.js';
import type { Someone } from '../../support/opened-place.js';
import type { DocumentedRoute, Parameter } from './document.js';
import type { Surroundings } from './visit.js';

/** Somebody known to the place, by the number of her values. */
export interface Known {
  readonly n: number;
  readonly person: string;
  readonly parcours: string;
  readonly orientation?: string;
  readonly alert?: string;
}

/** A rate, and a count: the list behind it names whoever is there, that of a rate of few exits may name nobody. */
const INDICATORS = ['plie-national-raw', 'people-active'];
const MANY_PAGES = 3;

/** Every way to ask a route that reads: for each person known, each filter, and page after page. */
export class Reads {
  constructor(
    private readonly around: Surroundings,
    private readonly known: readonly Known[],
  ) {}

  /** Routes that read: all that are asked by GET, and questions that are too personal for an address. */
  static isRead({ method, path }: DocumentedRoute): boolean {
    return method === 'GET' || path.startsWith('/people/');
  }

  async run(route: DocumentedRoute, caller: Someone): Promise<void> {
    if (route.method === 'POST') {
      for (const question of this.questions(route)) {
        await this.around.client.call(route.path, caller.cookie, { body: question });
      }
      return;
    }
    for (const path of await this.paths(route)) {
      for (const query of this.queries(route)) await this.pages(`${path}?${query}`, caller);
    }
  }

  private async pages(path: string, { cookie }: Someone): Promise<void> {
    let next: unknown = null;
    for (let page = 0; page < MANY_PAGES && next !== undefined; page += 1) {
      const more = next === null ? '' : `&cursor=${encodeURIComponent(String(next))}`;
      const { body } = await this.around.client.call(`${path}${more}`, cookie);
      next = body['next'];
    }
  }

  private questions({ form }: DocumentedRoute): readonly object[] {
    const [search] = [form?.$ref?.endsWith('/PeopleQuestion')];
    return this.known.map(({ n }) => {
      const { givenName, familyName, birthDate } = valuesOf(n);
      return search === true ? { name: familyName } : { givenName, familyName, birthDate };
    });
  }

  /** One path for everybody whom the route could be about. */
  private async paths({ path, name }: DocumentedRoute): Promise<readonly string[]> {
    if (!path.includes('{')) return [path];
    const [, first] = path.split('/');
    const ids: Readonly<Record<string, readonly (string | undefined)[]>> = {
      people: this.known.map(({ person }) => person),
      parcours: this.known.map(({ parcours }) => parcours),
      alerts: this.known.map(({ alert }) => alert),
      imports: first === 'imports' ? (await this.idsOf('/imports')).slice(0, 1) : [],
      orientations: this.known.map(({ orientation }) => orientation),
      services: first === 'services' ? (await this.idsOf('/services')).slice(0, 1) : [],
      outreach: first === 'outreach' ? await this.idsOf('/outreach') : [],
      nomenclatures: ['contracts'],
      professionals: [this.around.place.operator.professional],
      indicators: INDICATORS,
      'rule-sets': [name.includes(':run') ? this.around.circumstances.backTested!.version : '1'],
    };
    const found = ids[first!]?.filter((id) => id !== undefined);
    if (found === undefined) throw new Error(`no example of the path of ${name}: it wants one in reads.ts`);
    const { run = '' } = this.around.circumstances.backTested ?? {};
    return found.map((id) => path.replace(/\{\w+\}/, id).replace('{run}', run));
  }

  private async idsOf(list: '/imports' | '/services' | '/outreach'): Promise<readonly string[]> {
    const { place, manager } = this.around;
    const { cookie } = { '/imports': manager, '/services': place.coordinator, '/outreach': place.operator }[list];
    const { body } = await this.around.client.done(list, cookie);
    return (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id);
  }

  /** Without any filter, then with each of them, and each of its values. */
  private queries({ query, path }: DocumentedRoute): readonly string[] {
    const required = query.filter((each) => each.required === true);
    const base = required.map((each) => `${each.name}=${this.valueOf(each, path)[0]}`);
    const optional = query.filter((each) => each.required !== true && each.name !== 'cursor');
    const filters = optional.flatMap((each) =>
      this.valueOf(each, path).map((value) => `${each.name}=${encodeURIComponent(value)}`),
    );
    return [base.join('&'), ...filters.map((filter) => [...base, filter].join('&'))];
  }

  private valueOf({ name, schema = {} }: Parameter, path: string): readonly string[] {
    const { today, place } = this.around;
    if (schema.enum !== undefined) return schema.enum.map(String);
    const each: Readonly<Record<string, readonly string[]>> = {
      limit: ['2'],
      ...{ from: [today], to: [today], asOf: [today], on: [today] },
      referent: [place.operator.professional],
      ...{ professional: [place.operator.professional], person: this.known.map(({ person }) => person) },
      ...{ structure: [place.structure], territory: [place.territory] },
      q: ['clavecin'],
      ...{ version: ['1'], n: ['1'], with: ['1'], position: ['9'.repeat(19)] },
      ...{ commonLaw: ['true'], withdrawn: ['true'], scheme: ['plie'], topic: ['mobilite'], public: ['femmes'] },
    };
    const values = each[name];
    if (values === undefined) throw new Error(`no example of ?${name} of ${path}: it wants one in reads.ts`);
    return values;
  }
}
