import { SandboxError } from '../errors.ts';
import { awaitStopped } from '../process/await-stopped.ts';
import type { Proxy } from '../proxy/start-proxy.ts';
import type { RegionState } from '../types.ts';
import type { Server } from './start-server.ts';

export interface RegionProcessOptions {
  /** The region's name, for messages. */
  readonly name: string;
  readonly proxy: Proxy;
  /** Starts DynamoDB Local, on the given port if that is free; the proxy then forwards to it. */
  readonly start: (port?: number) => Promise<Server>;
}

/** A region's DynamoDB Local: killed, paused and started again, one operation after the other. */
export class RegionProcess {
  readonly #options: RegionProcessOptions;
  #server: Server;
  #state: RegionState = 'running';
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: RegionProcessOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    this.#watch(server);
  }

  static async start(options: RegionProcessOptions): Promise<RegionProcess> {
    return new RegionProcess(options, await options.start());
  }

  get state(): RegionState {
    return this.#state;
  }

  get port(): number {
    return this.#server.port;
  }

  get pid(): number {
    return this.#server.process.pid;
  }

  kill(): Promise<void> {
    return this.#inTurn(async () => {
      this.#demand(this.#state !== 'stopped', 'be killed');
      this.#state = 'killed';
      await this.#end();
    });
  }

  pause(): void {
    this.#demand(this.#state === 'running', 'pause');
    this.#server.process.signal('SIGSTOP');
    awaitStopped(this.pid);
    this.#state = 'paused';
  }

  resume(): void {
    this.#demand(this.#state === 'paused', 'resume');
    this.#server.process.signal('SIGCONT');
    this.#state = 'running';
  }

  restart(): Promise<void> {
    return this.#inTurn(async () => {
      this.#demand(this.#state !== 'stopped', 'restart');
      this.#state = 'killed';
      await this.#end();
      this.#server = await this.#options.start(this.#server.port);
      this.#state = 'running';
      this.#watch(this.#server);
      await this.#options.proxy.setUp(true);
    });
  }

  /** Ends the process for good, or gives it back; a second call does nothing. */
  stop(before: () => void, after: () => Promise<void> | undefined): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state === 'stopped') return;
      const { giveBack } = this.#state === 'running' ? this.#server : {};
      this.#state = 'stopped';
      before();
      try {
        await (giveBack === undefined ? this.#end() : giveBack());
        await this.#options.proxy.close();
      } finally {
        await after();
      }
    });
  }

  /** Kills the process and refuses connections in one go: no client gets through to a server that has ended. */
  async #end(): Promise<void> {
    this.#server.process.signal('SIGKILL');
    await Promise.all([this.#options.proxy.setUp(false), this.#server.process.ended]);
  }

  #watch(watched: Server): void {
    const isMeant = () => watched !== this.#server || this.#state === 'killed' || this.#state === 'stopped';
    void watched.process.ended.then(async () => {
      if (isMeant()) return;
      // First: a region that says it is killed refuses connections.
      await this.#options.proxy.setUp(false);
      if (!isMeant()) this.#state = 'killed';
    });
  }

  /** Kill, restart and stop wait for each other: each finds the region as the one before left it. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    const mine = this.#last.then(action);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #demand(fits: boolean, action: string): void {
    if (fits) return;
    const { name } = this.#options;
    throw new SandboxError('UND_SANDBOX_REGION_STATE', {
      what: `region ${name} is ${this.#state} and can not ${action}.`,
      details: { region: name, state: this.#state },
    });
  }
}
