import { fork, type ChildProcess } from 'node:child_process';
import type { HistoryAnswer, HistoryTask } from './history-task.ts';

/** What a task came to: an answer, or an end that a mutant can bring about just as well. */
export type HistoryOutcome = HistoryAnswer | { readonly ended: 'crash' | 'hang' };

/** A process that plays histories. One that found something, or ended, is replaced: what a mutant left behind misleads no other. */
export class HistoryPlayer {
  readonly #bundle: string;
  #child: ChildProcess | undefined;

  constructor(bundle: string) {
    this.#bundle = bundle;
  }

  /** @param limitMs after which it counts as a hang */
  async ask(task: HistoryTask, limitMs: number): Promise<HistoryOutcome> {
    const child = (this.#child ??= this.#start(task));
    const outcome = await new Promise<HistoryOutcome>((resolve) => {
      const timer = setTimeout(() => settle({ ended: 'hang' }), limitMs);
      const onExit = () => settle({ ended: 'crash' });
      const onMessage = (told: HistoryAnswer) => settle(told);
      const settle = (told: HistoryOutcome) => {
        clearTimeout(timer);
        child.off('exit', onExit).off('message', onMessage);
        resolve(told);
      };
      child.once('exit', onExit).once('message', onMessage);
      child.send(task);
    });
    if ('ended' in outcome || outcome.foundBy !== undefined) this.end();
    return outcome;
  }

  end(): void {
    this.#child?.removeAllListeners('exit');
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(task: HistoryTask): ChildProcess {
    return fork(this.#bundle, [], {
      // The natives bring promises to rest, as in `npm run sim`.
      execArgv: ['--allow-natives-syntax', '--max-semi-space-size=32', '--single-threaded-gc'],
      // What a mutant makes the code print tells nothing that the outcome does not.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        UNDERSTUDY_MUTANT: String(task.ask === 'try' ? task.mutant : 0),
      },
    });
  }
}
