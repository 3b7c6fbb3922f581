import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DrillReport } from '@understudy/drills';
import { programArguments } from '@understudy/sandbox';

const LIMIT_MS = 120_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-drill-run-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command as a person does; `onSaid` hears all that it has said so far. */
async function runCommand(words: readonly string[], onSaid: (text: string, interrupt: () => void) => void) {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const child = spawn(process.execPath, [...programArguments(main), 'drill', 'run', ...words], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    onSaid(err, () => child.kill('SIGINT'));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

it(
  'an interrupted drill leaves nothing, and its report says how far it came',
  async () => {
    let interrupted = false;
    const { code, out, err } = await runCommand(
      ['writer-killed', '-o', 'json', '--report', folder],
      (said, interrupt) => {
        if (interrupted || !said.includes('Begins: kills the writer')) return;
        interrupted = true;
        interrupt();
      },
    );
    expect({ code, tail: code === 130 ? '' : err.slice(-2_000) }).toEqual({ code: 130, tail: '' });
    const report = JSON.parse(out) as DrillReport;
    expect(report).toMatchObject({ verdict: 'stopped', stopped: { by: 'interrupt' } });
    expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toEqual(report);
    const [, directory = ''] = /configuration: (\S+)\/understudy\.yaml/.exec(err) ?? [];
    expect(directory).not.toBe('');
    expect(existsSync(directory)).toBe(false);
  },
  LIMIT_MS,
);
