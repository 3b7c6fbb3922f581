import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { OutagesError } from './errors.ts';
import type { PlayedRange, SeedRange } from './play-range.ts';

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
    const ending = new AbortController();
    const { signal } = ending;
    const played = once(this.#child, 'message', { signal }).then(([told]) => told as PlayedRange);
    const ended = once(this.#child, 'exit', { signal }).then(([code]) => {
      throw new OutagesError('UND_OUTAGES_PROCESS_FAILED', {
        what: `It ended with ${String(code)} while it played the seeds from ${range.from}.`,
      });
    });
    this.#child.send(range);
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
