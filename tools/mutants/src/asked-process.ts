import { fork, type ChildProcess } from 'node:child_process';

/** What a mutant can bring about just as well as an answer; `at` is what was under way. */
export interface Ended {
  readonly ended: 'crash' | 'hang';
  readonly at: string | undefined;
}

/** What a process sends: the name of what it begins, then its answer. */
export type Told<Answer> = { readonly begins: string } | { readonly answer: Answer };

/** How often something may have been left behind in a process before the next one. */
const WORN_AT = 20;

/** A process of a bundle that is asked one thing at a time, and is started again where it ended. */
export class AskedProcess<Task extends object, Answer> {
  readonly #bundle: string;
  readonly #execArgv: readonly string[];
  #child: ChildProcess | undefined;
  #wear = 0;

  constructor(bundle: string, execArgv: readonly string[]) {
    this.#bundle = bundle;
    this.#execArgv = execArgv;
  }

  /** Something may go on in it that belongs to this answer: after a few of them a new process begins. */
  wear(): void {
    this.#wear += 1;
    if (this.#wear >= WORN_AT) this.end();
  }

  /** As `ask`; an end that what was left behind may have brought about is asked for again in a new process. */
  async askSurely(task: Task, limitMs: number): Promise<Answer | Ended> {
    const isNew = this.#wear === 0;
    const outcome = await this.ask(task, limitMs);
    return isEnded(outcome) && !isNew ? this.ask(task, limitMs) : outcome;
  }

  /**
   * @param limitMs how long one thing that it names may take; after that it counts as a hang
   * @param mutant in effect already while a new process loads
   */
  async ask(task: Task, limitMs: number, mutant = 0): Promise<Answer | Ended> {
    const child = (this.#child ??= this.#start(mutant));
    const outcome = await new Promise<Answer | Ended>((resolve) => {
      let at: string | undefined;
      const onHang = () => settle({ ended: 'hang', at });
      let timer = setTimeout(onHang, limitMs);
      const onExit = () => settle({ ended: 'crash', at });
      const onMessage = (told: Told<Answer>) => {
        if ('answer' in told) {
          settle(told.answer);
          return;
        }
        at = told.begins;
        clearTimeout(timer);
        timer = setTimeout(onHang, limitMs);
      };
      const settle = (told: Answer | Ended) => {
        clearTimeout(timer);
        child.off('exit', onExit).off('message', onMessage);
        resolve(told);
      };
      child.once('exit', onExit).on('message', onMessage);
      // A child that is ending already reports that by its exit.
      child.send(task, () => {});
    });
    if (isEnded(outcome)) this.end();
    return outcome;
  }

  end(): void {
    this.#wear = 0;
    this.#child?.removeAllListeners('exit');
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(mutant: number): ChildProcess {
    return fork(this.#bundle, [], {
      execArgv: [...this.#execArgv],
      // What a mutant makes the code print tells nothing that the outcome does not.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        UNDERSTUDY_MUTANT: String(mutant),
      },
    });
  }
}

export function isEnded(outcome: unknown): outcome is Ended {
  return typeof outcome === 'object' && outcome !== null && 'ended' in outcome;
}
