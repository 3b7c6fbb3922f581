import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Clock } from '@understudy/core';
import type { LaunchedProcess } from '../process/launch-process.ts';
import type { Workspace } from '../process/open-workspace.ts';
import type { PathMap } from './map-paths.ts';
import { readEnvironment, readUnit, splitCommand, type Unit } from './read-unit.ts';
import type { LocalUnit } from './types.ts';

export interface UnitSurroundings {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly paths: PathMap;
  readonly root: string;
  /** What holds unless the unit says otherwise. */
  readonly base: Readonly<Record<string, string>>;
  /** What holds whatever the unit says. */
  readonly environment: Readonly<Record<string, string>>;
  readonly note: (line: string) => void;
}

/** Ends a process and everything it started, paused or not. */
export async function killGroup(process_: LaunchedProcess): Promise<void> {
  signalGroup(process_, 'SIGKILL');
  await process_.kill();
}

/** @param name SIGSTOP, SIGCONT, SIGKILL or SIGTERM */
export function signalGroup({ pid }: LaunchedProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // All of its processes have ended.
  }
}

/** One service of an instance, as systemd keeps it. */
export class UnitRunner implements LocalUnit {
  readonly name: string;
  readonly #around: UnitSurroundings;
  #unit: Unit | undefined;
  #process: LaunchedProcess | undefined;
  #wanted = false;
  #starts = 0;
  #failed = false;

  constructor(name: string, around: UnitSurroundings) {
    this.name = name;
    this.#around = around;
  }

  get state(): LocalUnit['state'] {
    if (this.#process?.alive() === true) return 'active';
    return this.#failed ? 'failed' : 'inactive';
  }

  get pid(): number | undefined {
    return this.#process?.alive() === true ? this.#process.pid : undefined;
  }

  get starts(): number {
    return this.#starts;
  }

  lastLines(): readonly string[] {
    return (this.#process?.lastLines() ?? []).map((line) => `${this.name}: ${line}`);
  }

  /** Reads the unit's file again and starts it; whether that worked. */
  async start(file: string): Promise<boolean> {
    if (this.#process?.alive() === true) return true;
    try {
      this.#unit = readUnit(await readFile(file, 'utf8'));
    } catch (error) {
      this.#around.note(`${this.name}: ${(error as Error).message}`);
      return false;
    }
    const missing = this.#unit.conditionPathExists.find(
      (path) => !existsSync(this.#around.paths.place(path)),
    );
    if (missing !== undefined) {
      this.#around.note(`${this.name}: condition ConditionPathExists=${missing} was not met`);
      return true;
    }
    this.#wanted = true;
    this.#failed = false;
    return this.#launch();
  }

  /** @param how `kill`: at once and with all it started; `stop`: SIGTERM, and SIGKILL when that takes too long. */
  async end(how: 'stop' | 'kill', limitMs = 5_000): Promise<void> {
    this.#wanted = false;
    const running = this.#process;
    if (running === undefined) return;
    if (how === 'stop' && running.alive()) {
      signalGroup(running, 'SIGTERM');
      const giveUp = new AbortController();
      await Promise.race([
        running.ended,
        this.#around.clock.sleep(limitMs, giveUp.signal).catch(() => undefined),
      ]);
      giveUp.abort();
    }
    await killGroup(running);
  }

  signal(name: NodeJS.Signals): void {
    if (this.#process !== undefined) signalGroup(this.#process, name);
  }

  async #launch(): Promise<boolean> {
    const unit = this.#unit;
    if (unit === undefined) return false;
    try {
      const environment = await this.#environmentOf(unit);
      for (const line of unit.execStartPre) {
        this.#process = await this.#spawn(line, environment);
        const { code } = await this.#process.ended;
        if (code !== 0 && !line.startsWith('-'))
          throw new Error(`ExecStartPre=${line} ended with ${String(code)}`);
      }
      if (!this.#stillWanted()) return false;
      const launched = await this.#spawn(unit.execStart, environment);
      this.#process = launched;
      this.#starts += 1;
      void launched.ended.then(({ code, signal }) => this.#onEnd(launched, code, signal));
      if (!this.#stillWanted()) await killGroup(launched);
      return true;
    } catch (error) {
      this.#failed = true;
      this.#around.note(`${this.name}: ${(error as Error).message}`);
      return false;
    }
  }

  async #onEnd(ended: LaunchedProcess, code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const unit = this.#unit;
    this.#around.note(`${this.name}: ended with ${signal ?? String(code)}`);
    if (!this.#wanted || unit === undefined || this.#process !== ended) return;
    this.#failed = code !== 0;
    if (unit.restart === 'no' || (unit.restart === 'on-failure' && code === 0)) return;
    signalGroup(ended, 'SIGKILL');
    await this.#around.clock.sleep(unit.restartMs);
    if (this.#stillWanted() && this.#process === ended) await this.#launch();
  }

  #stillWanted(): boolean {
    return this.#wanted;
  }

  async #environmentOf(unit: Unit): Promise<Readonly<Record<string, string>>> {
    const { paths, base, environment } = this.#around;
    const merged: Record<string, string> = { ...base, ...unit.environment };
    for (const { path, optional } of unit.environmentFiles) {
      const text = await readFile(paths.place(path), 'utf8').catch((error: unknown) => {
        if (optional) return '';
        throw error;
      });
      Object.assign(merged, readEnvironment(text));
    }
    Object.assign(merged, environment);
    return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, paths.rewrite(value)]));
  }

  #spawn(line: string, env: Readonly<Record<string, string>>): Promise<LaunchedProcess> {
    const { workspace, paths, root } = this.#around;
    const [command, ...args] = splitCommand(line, env).map((word) => paths.rewrite(word));
    if (command === undefined) throw new Error('there is no command');
    const cwd = this.#unit?.workingDirectory;
    return workspace.launch({ command, args, cwd: cwd === undefined ? root : paths.place(cwd), env });
  }
}
