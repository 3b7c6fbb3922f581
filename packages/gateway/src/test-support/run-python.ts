import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CANDIDATES = ['python3', '/usr/bin/python3'];

/** A Python that has boto3: the first on the path, or Debian's, which the package `python3-boto3` belongs to. */
function findPython(): string {
  for (const python of CANDIDATES) {
    try {
      execFileSync(python, ['-c', 'import boto3'], { stdio: 'ignore' });
      return python;
    } catch {
      // The next one.
    }
  }
  throw new Error('No Python with boto3 was found. Run npm run setup, or apt-get install python3-boto3.');
}

/** Runs a script of this folder; returns its output, parsed as JSON. */
export async function runPython(script: string, args: readonly string[]): Promise<unknown> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(findPython(), [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} exited with ${String(code)}.`);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
