import { fork, type ChildProcess } from 'node:child_process';
import { SimulationError } from './errors.ts';
import type { Task, Reply } from './reply.ts';

/** One process that plays histories, asked one thing at a time. */
export class Player {
  readonly #child: ChildProcess;

  constructor(bundle: string) {
    this.#child = fork(bundle, [], {
      // The natives bring promises to rest (world/scheduler.ts).
      execArgv: ['--allow-natives-syntax', '--max-semi-space-size=32', '--single-threaded-gc'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
  }

  /** @throws SimulationError `UND_SIMULATION_PROCESS_FAILED` */
  async ask<Kind extends Reply['tell']>(asked: Task, tell: Kind): Promise<Extract<Reply, { tell: Kind }>> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null) => {
        child.off('message', onMessage);
        reject(
          new SimulationError('UND_SIMULATION_PROCESS_FAILED', {
            what: `It ended with ${String(code)} while it was asked for ${JSON.stringify(asked).slice(0, 200)}.`,
          }),
        );
      };
      const onMessage = (told: Reply) => {
        child.off('exit', onExit);
        if (told.tell === tell) resolve(told as Extract<Reply, { tell: Kind }>);
      };
      child.once('message', onMessage);
      child.once('exit', onExit);
      child.send(asked);
    });
  }

  end(): void {
    this.#child.kill();
  }
}
