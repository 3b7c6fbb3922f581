/** Whether a process of a test is alive. */
export interface Life {
  dead: boolean;
}

/** The same object as long as its process lives; after that no call is made, and no answer of an earlier one arrives. */
export function mortal<T extends object>(target: T, life: Life): T {
  return new Proxy<T>(target, {
    get: (object, name) => {
      const call: unknown = Reflect.get(object, name);
      if (typeof call !== 'function') return call;
      return async (...given: unknown[]): Promise<unknown> => {
        if (life.dead) await never();
        const answer: unknown = await (Reflect.apply(call, object, given) as Promise<unknown>);
        if (life.dead) await never();
        return answer;
      };
    },
  });
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
