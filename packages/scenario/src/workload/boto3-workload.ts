import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ScenarioError } from '../errors.ts';
import type { TrafficMeter } from './traffic-meter.ts';
import type { Journal } from '../journal/journal.ts';
import type { Companion } from './workload.ts';
import type { JournalEntry } from '../journal/types.ts';
import { countText } from '../report/count-text.ts';
import { describeOutcomes } from './describe-outcomes.ts';

export interface Boto3Options {
  /** What boto3 takes as DynamoDB. */
  readonly endpoint: string;
  readonly journal: Journal;
  readonly meter: TrafficMeter;
  readonly ratePerSecond: number;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  /** Gives up everything, also what is under way. */
  readonly signal: AbortSignal;
}

/** A line of the Python application: its clock, an entry of its journal, a read, or that it has stopped. */
type Line =
  | { readonly nowMs: number; readonly boto3: string }
  | { readonly stopped: true }
  | (Times & { readonly read: string; readonly failed: boolean; readonly error?: string })
  | JournalEntry;

interface Times {
  readonly startedMs: number;
  readonly endedMs: number;
}

const SCRIPT = fileURLToPath(new URL('boto3-workload.py', import.meta.url));
/** Debian's own has Debian's python3-boto3, whatever is first on the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const END_LIMIT_MS = 3_000;

/** The second workload: plain boto3 in its own process. Its writes go into the same journal as the first one's. */
export class Boto3Workload implements Companion {
  readonly #options: Boto3Options;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #version = '';
  /** What its clock shows at the drill's zero. */
  #zeroMs = 0;
  #error = '';
  #onStopped: () => void = () => undefined;
  readonly #written: JournalEntry[] = [];

  private constructor(options: Boto3Options, python: string) {
    this.#options = options;
    this.#child = spawn(python, ['-u', SCRIPT, options.endpoint, String(options.ratePerSecond)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, AWS_ACCESS_KEY_ID: 'application', AWS_SECRET_ACCESS_KEY: 'its own' },
    });
    this.#child.stdin.on('error', () => undefined);
    options.signal.addEventListener('abort', () => this.#child.kill('SIGKILL'), { once: true });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#error = `${this.#error}${chunk.toString()}`.slice(-2_000);
    });
  }

  /** @throws ScenarioError `UND_SCENARIO_PYTHON_FAILED` */
  static async launch(options: Boto3Options): Promise<Boto3Workload> {
    const workload = new Boto3Workload(options, await findPython());
    await workload.#begin();
    return workload;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** For people: what it is, and what came of it so far. */
  get summary(): string {
    return `boto3 ${this.#version} sent ${countText(this.#written.length)} writes through the gateway: ${describeOutcomes(this.#written)}`;
  }

  start(): void {
    this.#tell('start');
  }

  setRate(perSecond: number): void {
    this.#tell(`rate ${String(perSecond)}`);
  }

  /** @throws ScenarioError `UND_SCENARIO_PYTHON_FAILED` */
  async stop(): Promise<void> {
    this.#demandAlive();
    const stopped = new Promise<void>((resolve) => {
      this.#onStopped = resolve;
    });
    if ((this.#child.exitCode ?? this.#child.signalCode) !== null) return;
    this.#tell('stop');
    await Promise.race([stopped, once(this.#child, 'exit')]);
    this.#demandAlive();
  }

  /** Ends the process, whatever it does. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#tell('end');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), END_LIMIT_MS);
    await ended;
    clearTimeout(late);
  }

  async #begin(): Promise<void> {
    const lines = createInterface({ input: this.#child.stdout });
    const first = await Promise.race([once(lines, 'line'), once(this.#child, 'exit')]);
    if (typeof first[0] !== 'string') throw this.#failure();
    this.#take(first[0]);
    lines.on('line', (line) => {
      this.#take(line);
    });
  }

  #take(text: string): void {
    const { journal, meter, elapsedMs } = this.#options;
    const line = JSON.parse(text) as Line;
    if ('stopped' in line) {
      this.#onStopped();
    } else if ('boto3' in line) {
      this.#version = line.boto3;
      this.#zeroMs = line.nowMs - elapsedMs();
    } else if ('read' in line) {
      const times = this.#timesOf(line);
      meter.end(meter.begin(times.startedMs), {
        kind: 'read',
        what: `boto3 get ${line.read}`,
        ...times,
        failed: line.failed,
        ...(line.error === undefined ? {} : { error: line.error }),
      });
    } else {
      const entry: JournalEntry = { ...line, ...this.#timesOf(line) };
      this.#written.push(entry);
      journal.record(entry);
      meter.end(meter.begin(entry.startedMs), {
        kind: 'write',
        what: `boto3 ${entry.write} ${entry.parts[0]?.name ?? ''}`,
        startedMs: entry.startedMs,
        endedMs: entry.endedMs,
        failed: entry.outcome !== 'acknowledged' && entry.byCondition !== true,
        ...(entry.error === undefined ? {} : { error: entry.error }),
      });
    }
  }

  #timesOf({ startedMs, endedMs }: Times): Times {
    return { startedMs: startedMs - this.#zeroMs, endedMs: endedMs - this.#zeroMs };
  }

  #tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  #demandAlive(): void {
    const { exitCode, signalCode } = this.#child;
    if ((exitCode ?? signalCode) !== null && !this.#options.signal.aborted) throw this.#failure();
  }

  #failure(): ScenarioError {
    return new ScenarioError('UND_SCENARIO_PYTHON_FAILED', {
      what: `Process ${String(this.pid)} ended with ${String(this.#child.exitCode)}: ${this.#error.trim().split('\n').slice(-3).join(' / ')}`,
    });
  }
}

/** @throws ScenarioError `UND_SCENARIO_PYTHON_FAILED` */
async function findPython(): Promise<string> {
  for (const python of PYTHONS) {
    const found = await promisify(execFile)(python, ['-c', 'import boto3']).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  throw new ScenarioError('UND_SCENARIO_PYTHON_FAILED', { what: 'There is no Python with boto3.' });
}
