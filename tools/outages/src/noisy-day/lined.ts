import type { Lines } from './lines.ts';

/** `port` at the end of a line: each call of it goes there and back. */
export function lined<T extends object>(
  port: T,
  lines: Lines,
  process: string,
  placeOf: (given: readonly unknown[]) => string,
): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]): Promise<unknown> => {
        const place = placeOf(given);
        await lines.leg(process, place);
        const answer = (await Reflect.apply(method, target, given)) as unknown;
        await lines.leg(process, place);
        return answer;
      };
    },
  });
}
