import type { LinodeApi } from '../types.ts';

/** What stands for the end of the process: nothing that it does afterwards reaches Linode. */
export class Crash extends Error {}

export interface CrashingApi {
  readonly api: LinodeApi;
  /** Whether it came to the call at which it was to end. */
  readonly crashed: () => boolean;
  /** The calls in their order. */
  readonly calls: readonly string[];
}

/** An API whose caller ends before its `at`-th call, or after it was carried out; a call counts from 1. */
export function crashAt(inner: LinodeApi, at: number, moment: 'before' | 'after'): CrashingApi {
  const calls: string[] = [];
  let crashed = false;
  const api = new Proxy(inner, {
    get: (target, name: keyof LinodeApi) => {
      const act = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (crashed) throw new Crash('ended');
        calls.push(name);
        const isIt = calls.length === at;
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
  return { api, crashed: ended, calls };
}
