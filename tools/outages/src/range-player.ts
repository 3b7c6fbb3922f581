import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { OutagesError } from './errors.ts';
import type { PlayedDays } from './noisy-day/play-days.ts';
import type { PlayedRange } from './play-range.ts';
import type { SeedRange } from './seed-range.ts';
import type { Task } from './task.ts';

/** One process that plays ranges of seeds, one at a time. */
export class RangePlayer {
  readonly #child: ChildProcess;

  /** @param bundle the file that `withBundle` gives */
  constructor(bundle: string) {
    this.#child = fork(bundle, [], {
      execArgv: ['--allow-natives-syntax', '--max-semi-space-size=32', '--single-threaded-gc'],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
  }

  /** @throws OutagesError `UND_OUTAGES_PROCESS_FAILED` */
  async play(range: SeedRange): Promise<PlayedRange> {
    return (await this.#ask({ play: 'outages', range })) as PlayedRange;
  }

  /** @throws OutagesError `UND_OUTAGES_PROCESS_FAILED` */
  async playDays(range: SeedRange): Promise<PlayedDays> {
    return (await this.#ask({ play: 'days', range })) as PlayedDays;
  }

  async #ask(task: Task): Promise<unknown> {
    const ending = new AbortController();
    const { signal } = ending;
    const played = once(this.#child, 'message', { signal }).then(([told]) => told as unknown);
    const ended = once(this.#child, 'exit', { signal }).then(([code]) => {
      throw new OutagesError('UND_OUTAGES_PROCESS_FAILED', {
        what: `It ended with ${String(code)} while it played the seeds from ${task.range.from}.`,
      });
    });
    this.#child.send(task);
    try {
      return await Promise.race([played, ended]);
    } finally {
      ending.abort();
      await Promise.allSettled([played, ended]);
    }
  }

  end(): void {
    this.#child.kill();
  }
}
