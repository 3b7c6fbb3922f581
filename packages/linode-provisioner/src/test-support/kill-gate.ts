import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * When the program is killed: before the API carries a call out; when it has, but before the answer arrives; when the
 * answer was sent; or before, and the call lands all the same, after the next run has looked and planned.
 */
export type Way = 'before' | 'unanswered' | 'answered' | 'late';

/** A call on its way. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The n-th of those calls that are `POST /linode/instances`, say; from 1. */
export interface CallNumber {
  readonly call: string;
  readonly nth: number;
}

export interface GateOptions {
  /** Where the API is. */
  readonly endpoint: string;
  /** The call at which the program ends. */
  readonly at?: CallNumber;
  readonly way?: Way;
  /** What stands for `/linode/instances/1234`, so that a call has the same name in every run. Default: itself. */
  readonly nameOf?: (path: string) => string;
  /** Ends the program, and resolves when it is gone. */
  readonly kill?: () => Promise<unknown>;
  /** A call of the run before that lands now, just before the first call of this one that changes something. */
  readonly late?: Sent;
}

/** A proxy between the program and the API that kills the program at one of its calls. */
export class KillGate {
  readonly #options: GateOptions;
  readonly #server: Server;
  /** The calls in their order, the one at which it killed too. */
  readonly calls: CallNumber[] = [];
  /** The call that was held back. */
  held: Sent | undefined;
  /** Whether it came to the call at which it was to kill. */
  killed = false;
  #late: Sent | undefined;

  private constructor(options: GateOptions) {
    this.#options = options;
    this.#late = options.late;
    this.#server = createServer((request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  static async open(options: GateOptions): Promise<KillGate> {
    const gate = new KillGate(options);
    gate.#server.listen(0, '127.0.0.1');
    await once(gate.#server, 'listening');
    return gate;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A call that is still held for later lands now, at the latest. */
  async close(): Promise<void> {
    await this.#landLate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readCall(request);
    if (this.killed) {
      response.destroy();
      return;
    }
    const { at, nameOf = (path: string) => path } = this.#options;
    const call = `${sent.method} ${nameOf(sent.path.replace(/^\/v4(beta)?/, '').replace(/\?.*$/, ''))}`;
    const nth = this.calls.filter((each) => each.call === call).length + 1;
    this.calls.push({ call, nth });
    if (at?.call === call && at.nth === nth) {
      await this.#killAt(sent, response);
      return;
    }
    if (sent.method !== 'GET') await this.#landLate();
    await answer(response, await this.#forward(sent));
  }

  async #killAt(sent: Sent, response: ServerResponse): Promise<void> {
    const { way = 'before', kill } = this.#options;
    const carriedOut = way === 'unanswered' || way === 'answered' ? await this.#forward(sent) : undefined;
    // From here on nothing of it gets through any more.
    this.killed = true;
    if (way === 'late') this.held = sent;
    if (way === 'answered' && carriedOut !== undefined) await answer(response, carriedOut);
    await kill?.();
    response.destroy();
  }

  async #landLate(): Promise<void> {
    const late = this.#late;
    this.#late = undefined;
    if (late !== undefined) await this.#forward(late);
  }

  async #forward({ method, path, headers, body }: Sent): Promise<Answer> {
    const reply = await fetch(`${this.#options.endpoint}${path}`, {
      method,
      headers,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const kept = [...reply.headers].filter(([name]) => /^(content-type|retry-after|x-)/.test(name));
    return {
      status: reply.status,
      headers: Object.fromEntries(kept),
      body: Buffer.from(await reply.arrayBuffer()),
    };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

async function answer(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  response.writeHead(status, headers).end(body);
  if (!response.writableFinished && !response.destroyed)
    await Promise.race([once(response, 'finish'), once(response, 'close')]);
}

async function readCall(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url: path = '/', headers } = request;
  const passed = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && /^(authorization|content-type|x-)/.test(name) ? [[name, value]] : [],
  );
  return {
    method,
    path,
    headers: Object.fromEntries(passed) as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
