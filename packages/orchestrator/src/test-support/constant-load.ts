import { request } from 'node:http';
import { systemClock } from '@understudy/core';

/** Requests through the balancers, one after the other, on a new connection each. */
export class ConstantLoad {
  readonly failures: string[] = [];
  readonly #port: number;
  readonly #running: Promise<void>;
  #ending = false;
  answered = 0;

  constructor(port: number) {
    this.#port = port;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#ending) {
      const failure = await this.#ask();
      if (failure === undefined) this.answered += 1;
      else this.failures.push(failure);
      await systemClock().sleep(5);
    }
  }

  #ask(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const sent = request({ host: '127.0.0.1', port: this.#port, agent: false }, (answer) => {
        answer.resume();
        answer.once('close', () => {
          resolve(answer.statusCode === 200 ? undefined : String(answer.statusCode));
        });
      });
      sent.once('error', (error) => {
        resolve(error.message);
      });
      sent.end();
    });
  }
}
