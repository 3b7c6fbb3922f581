import { fork, type ChildProcess } from 'node:child_process';
import { BenchError } from './errors.ts';
import type { ResultOf, Task } from './types.ts';

const LIMIT_MS = 300_000;
const KEPT_CHARACTERS = 4000;

/**
 * Does one task in a separate process, which is `program`, so that its CPU time is its own. `node --cpu-prof` given to the
 * bench is handed on to it.
 * @throws BenchError `UND_BENCH_MEASUREMENT_FAILED`
 */
export async function runTask<T extends Task>(task: T, program: string): Promise<ResultOf<T>> {
  const profiling = process.execArgv.filter((argument) => argument.startsWith('--cpu-prof'));
  const child = fork(program, [], {
    execArgv: profiling,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = collectOutput(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  try {
    return await new Promise<ResultOf<T>>((resolve, reject) => {
      let result: ResultOf<T> | undefined;
      child.once('message', (message) => {
        result = message as ResultOf<T>;
      });
      child.once('error', reject);
      child.once('close', (code, signal) => {
        if (result !== undefined) resolve(result);
        else reject(new Error(`It ended with ${signal ?? `code ${String(code)}`}.`));
      });
      child.send(task);
    });
  } catch (cause) {
    const what = `Measuring ${describe(task)} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new BenchError('UND_BENCH_MEASUREMENT_FAILED', {
      what: `${what}${output() === '' ? '' : ` Its last lines:\n${output()}\n`}`,
      details: { task, output: output() },
      cause,
    });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text = (text + piece).slice(-KEPT_CHARACTERS);
    });
  }
  return () => text.trim();
}

function describe(task: Task): string {
  if (task.kind === 'gateway') return `the gateway's ${task.request}s`;
  return task.kind === 'latency'
    ? `the clients' ${task.request}s`
    : task.kind === 'verify'
      ? `verify, ${task.side}`
      : task.kind === 'cpu'
        ? `${task.side} ${task.request}s`
        : task.side;
}
