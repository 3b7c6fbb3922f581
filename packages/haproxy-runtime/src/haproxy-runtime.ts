import { systemClock, type Clock } from '@understudy/core';
import { readBackends, type ServerLine } from '@understudy/haproxy-config';
import { removeServer } from './remove-server.ts';
import { addServer } from './add-server.ts';
import { drainServer } from './drain-server.ts';
import { restServer } from './rest-server.ts';
import { readyServer } from './ready-server.ts';
import { weighServer } from './weigh-server.ts';
import { fillSlot } from './fill-slot.ts';
import { HaproxyRuntimeError } from './errors.ts';
import { openSession, type Session } from './open-session.ts';
import { defaultRuntimeOptions, type HaproxyRuntimeOptions } from './options.ts';
import { planChanges, STAND_IN } from './plan-changes.ts';
import { checkConfig, loadedFile, reload } from './reload.ts';
import type { HaproxyTransport, Plan, Processes, RunningState, ServerId, Step } from './types.ts';

export interface ApplyOptions {
  /** Servers that shall be in maintenance; no other will be. */
  readonly maintenance?: readonly ServerId[];
}

export interface Applied {
  readonly steps: readonly Step[];
  /** The new worker, where there was a reload. */
  readonly reloaded?: { readonly pid: number; readonly because: string };
}

/**
 * One running HAProxy. Everything it does is one of its methods, one at a time; the rendered file is the truth, and
 * what is changed at run time is mirrored there, so that a reload or a restart changes nothing.
 */
export class HaproxyRuntime {
  readonly #session: Session;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    transport: HaproxyTransport,
    options: Partial<HaproxyRuntimeOptions> = {},
    clock: Clock = systemClock(),
  ) {
    this.#session = openSession(transport, { ...defaultRuntimeOptions, ...options }, clock);
  }

  /** State, health and load of every server now. */
  observe(): Promise<RunningState> {
    return this.#session.observe();
  }

  /** The master and its workers. */
  processes(): Promise<Processes> {
    return this.#session.processes();
  }

  /**
   * Whether HAProxy itself takes the text without a warning. Changes nothing.
   * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_CONFIG_REFUSED`
   */
  check(text: string): Promise<void> {
    return this.#inTurn(() => checkConfig(this.#session, text));
  }

  /** What `apply` would do. Changes nothing. */
  async plan(wanted: string, { maintenance = [] }: ApplyOptions = {}): Promise<Plan> {
    const loaded = await this.configText();
    return planChanges({ loaded, wanted, running: await this.#session.servers(), maintenance });
  }

  /** The text that the running worker was started with; the file's where that was not kept, nothing without a file. */
  async configText(): Promise<string | undefined> {
    const { configFile } = this.#session.options;
    const { files } = this.#session;
    return (await files.read(loadedFile(configFile))) ?? (await files.read(configFile));
  }

  /**
   * Brings the running HAProxy and its file to the text, in the least disruptive way. What a crash interrupted, the next
   * call finishes: it plans from what runs.
   * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_CONFIG_REFUSED`, with nothing changed;
   *   `UND_HAPROXY_RUNTIME_SERVER_NOT_UP`, with no server removed that should have been replaced by it;
   *   `UND_HAPROXY_RUNTIME_RELOAD_FAILED`, with the old file back; `UND_HAPROXY_RUNTIME_SERVER_BUSY`
   */
  apply(wanted: string, options: ApplyOptions = {}): Promise<Applied> {
    return this.#inTurn(async () => {
      const session = this.#session;
      await checkConfig(session, wanted);
      const { steps, reload: because } = await this.plan(wanted, options);
      if (because === undefined) {
        for (const step of steps) await this.#act(step, wanted);
        await session.files.write(session.options.configFile, wanted);
        await session.files.write(loadedFile(session.options.configFile), wanted);
        return { steps };
      }
      // What goes, goes with the old worker; what comes has to be up before the new one starts.
      const coming = steps.filter(
        ({ kind }, index) => kind === 'ready' || (kind === 'add' && !isReplacement(steps, index)),
      );
      for (const step of coming) await this.#act(step, wanted);
      try {
        const { pid } = await reload(session, wanted, options.maintenance);
        return { steps: coming, reloaded: { pid, because } };
      } catch (error) {
        for (const step of coming) if (step.kind === 'add') await removeServer(session, step.server, true);
        throw error;
      }
    });
  }

  /** Reloads the file as it is. */
  reload(options: ApplyOptions = {}): Promise<{ readonly pid: number }> {
    return this.#inTurn(async () => {
      const { configFile } = this.#session.options;
      const text = await this.#session.files.read(configFile);
      if (text === undefined)
        throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_FILE_FAILED', {
          what: `${configFile} is not there.`,
          details: { path: configFile },
        });
      await checkConfig(this.#session, text);
      return reload(this.#session, text, options.maintenance);
    });
  }

  /** Adds a server at run time; it takes requests once its checks have passed. */
  addServer(server: ServerLine): Promise<void> {
    return this.#inTurn(() => addServer(this.#session, server));
  }

  /** Sends a server no new requests, and waits for those under way. */
  drainServer(id: ServerId): Promise<void> {
    return this.#inTurn(() => drainServer(this.#session, id));
  }

  /** Drains a server and takes it out; `force` ends what is still under way after the limit. */
  removeServer(id: ServerId, { force = false }: { readonly force?: boolean } = {}): Promise<void> {
    return this.#inTurn(() => removeServer(this.#session, id, force));
  }

  /** Drains a server and stops its checks. */
  startMaintenance(id: ServerId): Promise<void> {
    return this.#inTurn(() => restServer(this.#session, id));
  }

  /** Brings a server back, through its checks. */
  endMaintenance(id: ServerId): Promise<void> {
    return this.#inTurn(() => readyServer(this.#session, id, { checked: true }));
  }

  setWeight(id: ServerId, weight: number): Promise<void> {
    return this.#inTurn(() => weighServer(this.#session, id, weight));
  }

  /** Gives a slot of a `server-template` its address, and brings it into service. */
  fillSlot(id: ServerId, target: { readonly address: string; readonly port: number }): Promise<void> {
    return this.#inTurn(() => fillSlot(this.#session, id, target));
  }

  async #act(step: Step, wanted: string): Promise<void> {
    const session = this.#session;
    switch (step.kind) {
      case 'add':
        return addServer(session, step.server);
      case 'remove':
        return removeServer(session, step.server);
      case 'weight':
        return weighServer(session, step.server, step.weight);
      case 'maintenance':
        return restServer(session, step.server);
      case 'ready':
        return readyServer(session, step.server, { checked: isChecked(wanted, step.server) });
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

/** Whether an addition belongs to a server that is replaced under its own name. */
function isReplacement(steps: readonly Step[], index: number): boolean {
  const step = steps[index];
  if (step?.kind !== 'add') return false;
  return (
    step.server.name.startsWith(STAND_IN) ||
    steps.some((other) => other.kind === 'add' && other.server.name === `${STAND_IN}${step.server.name}`)
  );
}

function isChecked(text: string, { backend, name }: ServerId): boolean {
  const server = readBackends(text)
    .find((candidate) => candidate.name === backend)
    ?.servers.find((candidate) => candidate.name === name);
  return server !== undefined && /(^| )check( |$)/.test(server.settings);
}
