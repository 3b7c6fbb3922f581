import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface ApplicationLoadOptions {
  /** Of the gateway. */
  readonly gateway: () => string;
  /** Requests at the same time. */
  readonly visitors: number;
  /** From an answer to the next request, in ms. */
  readonly pauseMs: number;
  /** An application does not wait for longer. */
  readonly limitMs: number;
}

/** Items that are written to again and again. */
const ITEMS = 50;

/** An application that writes through a gateway, and serves how many of its requests failed. */
export class ApplicationLoad {
  readonly #options: ApplicationLoadOptions;
  readonly #server: Server;
  readonly #counts = { ok: 0, failed: 0 };
  #running: Promise<unknown> | undefined;
  #stopping = false;

  private constructor(options: ApplicationLoadOptions, server: Server) {
    this.#options = options;
    this.#server = server;
  }

  static async open(options: ApplicationLoadOptions): Promise<ApplicationLoad> {
    const server = createServer((_request, response) => response.end(load.#metrics()));
    const load = new ApplicationLoad(options, server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return load;
  }

  /** `host:port` of its metrics. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many of its requests were answered as they should be, and how many not. */
  get counts(): Readonly<{ ok: number; failed: number }> {
    return { ...this.#counts };
  }

  start(): void {
    this.#running ??= Promise.all(
      Array.from({ length: this.#options.visitors }, (_, visitor) => this.#visit(visitor)),
    );
  }

  async close(): Promise<void> {
    this.#stopping = true;
    await this.#running;
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #visit(visitor: number): Promise<void> {
    for (let at = visitor; !this.#stopping; at += 1) {
      const isAnswered = await this.#write(`order-${at % ITEMS}`);
      this.#counts[isAnswered ? 'ok' : 'failed'] += 1;
      await new Promise((resolve) => setTimeout(resolve, this.#options.pauseMs));
    }
  }

  async #write(id: string): Promise<boolean> {
    const { gateway, limitMs } = this.#options;
    try {
      const answer = await fetch(gateway(), {
        method: 'POST',
        headers: {
          'x-amz-target': 'DynamoDB_20120810.PutItem',
          'content-type': 'application/x-amz-json-1.0',
        },
        body: JSON.stringify({ TableName: 'orders', Item: { id: { S: id }, at: { N: String(Date.now()) } } }),
        signal: AbortSignal.timeout(limitMs),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  #metrics(): string {
    const { ok, failed } = this.#counts;
    return `# TYPE shop_requests_total counter\nshop_requests_total{outcome="ok"} ${ok}\nshop_requests_total{outcome="failed"} ${failed}\n`;
  }
}
