import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { awaitStopped } from './await-stopped.ts';

it('no thread of a paused process runs any more once the pause returns', () => {
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  const pid = busy.pid ?? 0;
  try {
    process.kill(pid, 'SIGSTOP');
    awaitStopped(pid);
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      expect(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')).toMatch(/\) [Tt] /);
    }
  } finally {
    process.kill(pid, 'SIGKILL');
  }
});
