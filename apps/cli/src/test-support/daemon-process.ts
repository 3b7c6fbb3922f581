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

/** A line of a daemon's log. */
export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly code?: string;
  readonly remedy?: string;
  readonly region?: string;
  readonly problems?: readonly { readonly code?: string; readonly remedy?: string }[];
  readonly [fact: string]: unknown;
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
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), 60_000);
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

  /** For a failing test: what it said and what it answers. */
  async describe(): Promise<string> {
    const ready = this.address === '' ? 'not started' : JSON.stringify(await this.readyz());
    return `${this.name}\n${this.#out.slice(-3_000)}\n${this.#err}\n${ready}`;
  }

  /** `/status`: all that it knows. */
  async status(): Promise<string> {
    return (await fetch(`${this.address}/status`)).text();
  }

  /** A request to the gateway: the status, and where it is an error its code or name, and its message. */
  async call(operation: 'PutItem' | 'GetItem', input: object): Promise<{ outcome: string; message: string }> {
    const answer = await fetch(this.address, {
      method: 'POST',
      headers: {
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify(input),
    });
    const { __type: type = '', message = '' } = (await answer.json()) as Partial<Record<string, string>>;
    const code = answer.headers.get('x-understudy-error') ?? type.slice(type.indexOf('#') + 1);
    return { outcome: `${answer.status} ${code}`.trim(), message };
  }

  /** The lines of its log. */
  lines(): readonly LogLine[] {
    return this.#out
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine);
  }
}
