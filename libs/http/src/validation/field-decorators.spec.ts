import { describe, expect, it } from '@jest/globals';
import { validate } from 'class-validator';
import { IsListOfDistinct } from './field-decorators.js';

class Form {
  @IsListOfDistinct()
  list!: readonly unknown[];
}

describe('a list without repetitions', () => {
  const codesOf = async (list: unknown) => {
    const [error] = await validate(Object.assign(new Form(), { list }));
    return Object.keys(error?.constraints ?? {});
  };

  it('is told from one with some, and from what is no list', async () => {
    expect(await codesOf(['a', 'b'])).toEqual([]);
    expect(await codesOf([])).toEqual([]);
    for (const refused of [['a', 'b', 'a'], [null, null], 'ab', undefined]) {
      expect(await codesOf(refused)).toEqual(['arrayUnique']);
    }
  });

  it('is looked at once, whatever its length', async () => {
    let looks = 0;
    const long = Array.from({ length: 2_000 }, (_, n) => `${n}`);
    const counted = new Proxy(long, {
      get: (list, name) => {
        looks += 1;
        return Reflect.get(list, name) as unknown;
      },
    });
    expect(await codesOf(counted)).toEqual([]);
    expect(looks).toBeLessThan(3 * long.length);
  });
});
