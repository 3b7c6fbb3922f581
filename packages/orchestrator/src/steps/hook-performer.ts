import type { Clock } from '@understudy/core';
import type { HookSpec } from '@understudy/topology';
import { hookEnvironment } from './hook-environment.ts';
import type { PerformStep } from './perform-step.ts';
import { runHook } from './run-hook.ts';

export interface HookPerformerOptions {
  readonly service: string;
  readonly hooks: readonly HookSpec[];
  /** Of this process: hooks get PATH and the variables that they name. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes secrets out of what a hook writes. */
  readonly redact: (text: string) => string;
  readonly clock: Clock;
}

/** A value of fewer characters may be a part of any word. */
const SHORTEST_SECRET = 6;
const REDACTED = '[redacted]';

/** Makes the steps that are hooks, by running their programs on this machine. */
export function hookPerformer({ service, hooks, env, redact, clock }: HookPerformerOptions): PerformStep {
  return async (attempt, signal) => {
    const hook = hooks.find(({ name }) => name === attempt.step.name);
    if (hook === undefined)
      return {
        done: false,
        final: true,
        what: 'The topology of this orchestrator has no such hook any more.',
      };
    const given = present(env, ['PATH', ...hook.variables]);
    const missing = hook.variables.filter((name) => given[name] === undefined);
    if (missing.length > 0)
      return {
        done: false,
        what: `This orchestrator has no variable ${missing.join(', ')} in its environment.`,
      };
    const { command, limitMs } = hook;
    const secrets = hook.variables.map((name) => given[name] ?? '');
    return runHook(
      { command, limitMs, environment: { ...given, ...hookEnvironment(service, attempt) } },
      { clock, signal, redact: (text) => redact(withoutValues(text, secrets)) },
    );
  };
}

function present(env: HookPerformerOptions['env'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
  );
}

/** What a hook is given by name is often a key. */
function withoutValues(text: string, values: readonly string[]): string {
  return values
    .filter((value) => value.length >= SHORTEST_SECRET)
    .reduce((kept, value) => kept.replaceAll(value, REDACTED), text);
}
