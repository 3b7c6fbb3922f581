import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runChild } from './run-child.mjs';

const node = (script) => runChild(process.execPath, ['-e', script], { stdin: 'ignore' });

describe('runChild', () => {
  it('passes exit codes on, and signals as shells do', async () => {
    expect(await node('process.exit(0)')).toBe(0);
    expect(await node('process.exit(3)')).toBe(3);
    expect(await node('process.kill(process.pid, "SIGKILL")')).toBe(137);
  });

  it('says which program could not be started', async () => {
    await expect(runChild('no-such-program-at-all', [])).rejects.toThrow(
      /"no-such-program-at-all" could not be started/,
    );
  });

  it('shows what a quiet program wrote only where it failed', async () => {
    const module = fileURLToPath(new URL('./run-child.mjs', import.meta.url));
    const shownOf = async (script) => {
      const parent = `import { runChild } from ${JSON.stringify(module)};
        await runChild(process.execPath, ['-e', ${JSON.stringify(script)}], { quiet: true });`;
      const running = spawn(process.execPath, ['--input-type=module', '-e', parent], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let shown = '';
      for (const stream of [running.stdout, running.stderr])
        stream.setEncoding('utf8').on('data', (text) => (shown += text));
      await once(running, 'close');
      return shown;
    };
    expect(await shownOf("console.log('well')")).toBe('');
    expect(await shownOf("console.error('ill'); process.exitCode = 2")).toBe('ill\n');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'hands %s on to the child, and waits for its own end',
    async (signal) => {
      const module = fileURLToPath(new URL('./run-child.mjs', import.meta.url));
      const child = `process.on('${signal}', () => { console.log('cleaned up'); process.exit(42); }); setInterval(() => {}, 1000); console.log('ready');`;
      const parent = `import { runChild } from ${JSON.stringify(module)};
      process.exitCode = await runChild(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
      const running = spawn(process.execPath, ['--input-type=module', '-e', parent], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      running.stdout.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (text.includes('ready')) running.kill(signal);
      });
      const [code] = await once(running, 'close');
      expect({ code, output }).toEqual({ code: 42, output: 'ready\ncleaned up\n' });
    },
  );
});
