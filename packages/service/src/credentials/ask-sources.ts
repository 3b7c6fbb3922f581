import { limitTime, type Clock } from '@understudy/core';

/** Somewhere to get something from: an endpoint in one region, for example. */
export interface Source<T> {
  /** As the error names it. */
  readonly name: string;
  readonly ask: () => Promise<T>;
  /** Whether it would answer no better than those before it, by their errors: it is then not asked. */
  readonly isFutile: (errors: readonly unknown[]) => boolean;
}

export interface AskSourcesOptions {
  readonly clock: Clock;
  /** After this long without an answer the next source is asked as well, in ms. */
  readonly nextAfterMs: number;
  /** How long one source may take, in ms. */
  readonly limitMs: number;
}

/**
 * Asks the sources in order: the next one as soon as the one before it failed, or has been silent for `nextAfterMs`. The
 * first answer counts, from any source.
 * @throws AggregateError with the errors by source, in the order in which they came
 */
export async function askSources<T>(
  sources: readonly Source<T>[],
  { clock, nextAfterMs, limitMs }: AskSourcesOptions,
): Promise<T> {
  const running: Promise<T>[] = [];
  const errors: unknown[] = [];
  const told: Error[] = [];
  for (const { name, ask, isFutile } of sources) {
    if (isFutile(errors)) continue;
    const asked = askWithin(ask, clock, limitMs).catch((error: unknown) => {
      errors.push(error);
      told.push(new Error(`${name}: ${reasonOf(error)}`, { cause: error }));
      throw error;
    });
    running.push(asked);
    const answered = await firstAnswer(running, asked, clock, nextAfterMs);
    if (answered !== undefined) return answered.value;
  }
  try {
    return await Promise.any(running);
  } catch {
    throw new AggregateError(told, told.map(({ message }) => message).join(' '));
  }
}

/** The first answer; `undefined` once the latest source failed or `nextAfterMs` has passed without one. */
async function firstAnswer<T>(
  running: readonly Promise<T>[],
  latest: Promise<T>,
  clock: Clock,
  nextAfterMs: number,
): Promise<{ readonly value: T } | undefined> {
  const waiting = new AbortController();
  const answer = Promise.any(running).then(
    (value) => ({ value }),
    () => undefined,
  );
  const failed = latest.then(
    (value) => ({ value }),
    () => undefined,
  );
  const passed = clock.sleep(nextAfterMs, waiting.signal).catch(() => undefined);
  try {
    return (await Promise.race([answer, failed, passed])) ?? undefined;
  } finally {
    waiting.abort();
  }
}

async function askWithin<T>(ask: () => Promise<T>, clock: Clock, limitMs: number): Promise<T> {
  const asked = await limitTime(ask, { clock, limitMs });
  if (asked.met) return asked.value;
  throw new Error(`no answer within ${limitMs} ms`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}.`;
  const { code } = error as { code?: unknown };
  const text = error.message || (typeof code === 'string' ? code : error.name);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
