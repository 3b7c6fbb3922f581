import type { LinodeApi } from '../types.ts';

/** What stands for the end of the process: nothing that it does afterwards reaches Linode. */
export class Crash extends Error {}

export interface CrashingApi {
  readonly api: LinodeApi;
  /** Whether it came to the call at which it was to end. */
  readonly crashed: () => boolean;
}

const CHANGES = /^(create|set|delete|boot|reboot|rebuild|update)/;

/**
 * An API whose caller ends after its `at`-th call was carried out, or before its `at`-th call that changes something
 * (before one that only reads is the same as after the one before it); a call counts from 1.
 */
export function crashAt(inner: LinodeApi, at: number, moment: 'before' | 'after'): CrashingApi {
  let counted = 0;
  let crashed = false;
  const api = new Proxy(inner, {
    get: (target, name: keyof LinodeApi) => {
      const act = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (crashed) throw new Crash('ended');
        if (moment === 'after' || CHANGES.test(name)) counted += 1;
        const isIt = counted === at;
        if (isIt) crashed = true;
        if (isIt && moment === 'before') throw new Crash(`ended before ${name}`);
        const value = await act(...args);
        // Others that were under way end with it, whatever their calls did.
        if (isIt || ended()) throw new Crash(`ended after ${name}`);
        return value;
      };
    },
  });
  const ended = () => crashed;
  return { api, crashed: ended };
}
