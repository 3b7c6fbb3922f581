import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { programArguments } from '@understudy/sandbox';
import type { Daemon } from './health-matrix.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What `/readyz` answers. */
export interface Readiness {
  readonly status: number;
  readonly codes: readonly string[];
  readonly problems: readonly { readonly code?: string; readonly remedy?: string }[];
}

/** A daemon of the CLI as a separate process. */
export class DaemonProcess {
  readonly name: Daemon;
  readonly ended: Promise<{ readonly code: number | null }>;
  readonly #child;
  #out = '';
  #err = '';

  constructor(name: Daemon, file: string, env: NodeJS.ProcessEnv) {
    this.name = name;
    const words = [name, 'run', '--port', '0', '-f', file];
    this.#child = spawn(process.execPath, [...programArguments(MAIN), ...words], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...env, NODE_OPTIONS: '' },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    this.ended = once(this.#child, 'close').then(([code]) => ({ code: code as number | null }));
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  /** As its start line says; empty before it. */
  get address(): string {
    return /"address":"([^"]+)"/.exec(this.#out)?.[1] ?? '';
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    await this.ended;
    clearTimeout(killing);
  }

  async healthz(): Promise<number> {
    return (await fetch(`${this.address}/healthz`)).status;
  }

  async readyz(): Promise<Readiness> {
    const answer = await fetch(`${this.address}/readyz`);
    const { problems = [] } = (await answer.json()) as Partial<Pick<Readiness, 'problems'>>;
    return { status: answer.status, problems, codes: problems.map(({ code = '' }) => code) };
  }

  /** A write through the gateway: its status and, where it is an error, what it says. */
  async write(): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(this.address, {
      method: 'POST',
      headers: {
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify({ TableName: 'orders', Item: { id: { S: 'o-1' } } }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** How many lines of the log tell an event. */
  linesOf(event: string): number {
    return this.#out.split('\n').filter((line) => line.includes(`"event":"${event}"`)).length;
  }
}
