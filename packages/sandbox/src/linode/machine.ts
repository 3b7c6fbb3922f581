import { appendFile, chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '@understudy/core';
import type { LaunchedProcess } from '../process/launch-process.ts';
import type { Workspace } from '../process/open-workspace.ts';
import { mapPaths, type PathMap } from './map-paths.ts';
import { readCloudInit, type CloudInit } from './read-cloud-init.ts';
import { serveSystemctl, type SystemctlServer } from './serve-systemctl.ts';
import type { ShellOutcome } from './types.ts';
import { killGroup, signalGroup, UnitRunner } from './unit-runner.ts';

const UNITS = '/etc/systemd/system';
const FOLDERS = [UNITS, '/var/lib', '/var/log', '/tmp', '/root', '/run', '/opt', '/etc/understudy'];
const KEPT_LINES = 200;

export interface MachineOptions {
  readonly label: string;
  readonly region: string;
  readonly address: string;
  readonly directory: string;
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string>>;
  readonly machineFolders: readonly string[];
}

/** The inside of an instance: its files, what its user data says, its services, all as processes of this machine. */
export class Machine {
  readonly directory: string;
  readonly #options: MachineOptions;
  readonly #paths: PathMap;
  readonly #units = new Map<string, UnitRunner>();
  readonly #enabled = new Set<string>();
  readonly #commands = new Set<LaunchedProcess>();
  readonly #journal: string[] = [];
  #systemctlServer: SystemctlServer | undefined;
  #initialised = false;
  /** Counts power cycles: what belongs to an earlier one gives up. */
  #power = 0;
  #on = false;
  #booting: Promise<void> = Promise.resolve();

  constructor(options: MachineOptions) {
    this.#options = options;
    this.directory = options.directory;
    this.#paths = mapPaths(options.directory, options.machineFolders);
  }

  get units(): readonly UnitRunner[] {
    return [...this.#units.values()];
  }

  journal(): readonly string[] {
    return [...this.#journal, ...this.units.flatMap((unit) => unit.lastLines())];
  }

  /** Powers it on: cloud-init at the first boot, the enabled services at every one. Never rejects. */
  async boot(userData: string): Promise<void> {
    await this.#booting;
    this.#power += 1;
    this.#on = true;
    const power = this.#power;
    const goesOn = () => this.#power === power && this.#on;
    this.#booting = this.#comeUp(userData, goesOn).catch((error: unknown) => {
      this.#note(`cloud-init: ${(error as Error).message}`);
    });
    await this.#booting;
  }

  /** Pulls the plug, or shuts it down where services may end by themselves. */
  async halt(how: 'stop' | 'kill'): Promise<void> {
    this.#on = false;
    await Promise.all([
      ...this.units.map((unit) => unit.end(how)),
      ...[...this.#commands].map((command) => killGroup(command)),
    ]);
  }

  /** Halts it and forgets everything it had. */
  async wipe(): Promise<void> {
    await this.halt('kill');
    await this.#booting;
    this.#systemctlServer?.close();
    this.#systemctlServer = undefined;
    this.#units.clear();
    this.#enabled.clear();
    this.#initialised = false;
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    for (const unit of this.units) unit.signal(name);
    for (const command of this.#commands) signalGroup(command, name);
  }

  /** As a user who logged in. */
  async run(command: readonly string[]): Promise<ShellOutcome> {
    if (!this.#on) return { code: 255, output: 'No route to host' };
    const [program, ...args] = command;
    if (program === 'systemctl') return this.#systemctl(args);
    if (program === 'journalctl') return { code: 0, output: this.journal().join('\n') };
    return this.#execute(command);
  }

  async #comeUp(userData: string, goesOn: () => boolean): Promise<void> {
    for (const folder of FOLDERS) await mkdir(join(this.directory, folder), { recursive: true });
    this.#systemctlServer ??= await serveSystemctl(this.directory, (args) => this.#systemctl(args));
    if (this.#initialised) {
      for (const name of this.#enabled) if (goesOn()) await this.#systemctl(['start', name]);
      return;
    }
    const config = readCloudInit(userData);
    if (!goesOn()) return;
    this.#initialised = true;
    await this.#initialise(config, goesOn);
  }

  async #initialise({ files, packages, commands }: CloudInit, goesOn: () => boolean): Promise<void> {
    if (packages.length > 0) this.#note(`cloud-init: packages are this machine's: ${packages.join(' ')}`);
    for (const { path, content, mode, append } of files) {
      if (!goesOn()) return;
      const place = this.#paths.place(path);
      await mkdir(dirname(place), { recursive: true });
      await (append ? appendFile(place, content) : writeFile(place, content));
      await chmod(place, mode);
    }
    for (const command of commands) {
      if (!goesOn()) return;
      const words = typeof command === 'string' ? command.split(' ') : command;
      const { code, output } =
        words[0] === 'systemctl'
          ? await this.#systemctl(words.slice(1))
          : await this.#execute(typeof command === 'string' ? ['/bin/sh', '-c', command] : command);
      if (code !== 0) this.#note(`cloud-init: ${words.join(' ')} ended with ${code}: ${output}`);
    }
    if (goesOn()) this.#note('cloud-init: done');
  }

  async #execute(command: readonly string[]): Promise<ShellOutcome> {
    const [program = '/bin/true', ...args] = command.map((word) => this.#paths.rewrite(word));
    const launched = await this.#options.workspace.launch({
      command: program,
      args,
      cwd: this.directory,
      env: { ...this.#base(), ...this.#environment() },
    });
    this.#commands.add(launched);
    if (!this.#on) await killGroup(launched);
    const { code, signal } = await launched.ended;
    this.#commands.delete(launched);
    return { code: signal === null ? (code ?? 1) : 137, output: launched.lastLines().join('\n') };
  }

  async #systemctl(args: readonly string[]): Promise<ShellOutcome> {
    const [verb, ...rest] = args.filter((arg) => !arg.startsWith('-'));
    const names = rest.map((name) => name.replace(/\.service$/, ''));
    const now = args.includes('--now');
    if (verb === 'daemon-reload') return { code: 0, output: '' };
    if (verb === 'is-active') {
      const states = names.map((name) => this.#units.get(name)?.state ?? 'inactive');
      return { code: states.every((state) => state === 'active') ? 0 : 3, output: states.join('\n') };
    }
    for (const name of names) {
      const known = await readdir(this.#paths.place(UNITS));
      if (!known.includes(`${name}.service`)) return { code: 5, output: `Unit ${name}.service not found.` };
      if (verb === 'enable') this.#enabled.add(name);
      if (verb === 'disable') this.#enabled.delete(name);
      if (verb === 'stop' || verb === 'restart' || (verb === 'disable' && now))
        await this.#unit(name).end('stop');
      if (verb === 'start' || verb === 'restart' || (verb === 'enable' && now)) {
        const started =
          this.#on && (await this.#unit(name).start(this.#paths.place(`${UNITS}/${name}.service`)));
        if (!started) return { code: 1, output: `Job for ${name}.service failed.` };
      }
    }
    return { code: 0, output: '' };
  }

  #unit(name: string): UnitRunner {
    const known = this.#units.get(name);
    if (known !== undefined) return known;
    const unit = new UnitRunner(name, {
      workspace: this.#options.workspace,
      clock: this.#options.clock,
      paths: this.#paths,
      root: this.directory,
      base: this.#base(),
      environment: this.#environment(),
      note: (line) => this.#note(line),
    });
    this.#units.set(name, unit);
    return unit;
  }

  #base(): Readonly<Record<string, string>> {
    const path = process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
    return {
      PATH: this.#systemctlServer === undefined ? path : `${this.#systemctlServer.programs}:${path}`,
      LANG: 'C.UTF-8',
      HOME: join(this.directory, 'root'),
    };
  }

  #environment(): Readonly<Record<string, string>> {
    const { address, label, region, environment } = this.#options;
    return {
      HOST: address,
      UNDERSTUDY_ADDRESS: address,
      UNDERSTUDY_INSTANCE: label,
      UNDERSTUDY_LINODE_REGION: region,
      UNDERSTUDY_ROOT: this.directory,
      ...environment,
    };
  }

  #note(line: string): void {
    this.#journal.push(line);
    if (this.#journal.length > KEPT_LINES) this.#journal.shift();
  }
}
