import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programArguments } from '@understudy/sandbox';
import { sampleTopology } from '@understudy/topology/testing';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Writes the URL of each module that is loaded after it to the file of MODULE_TRACE. */
const HOOKS = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.MODULE_TRACE, url + '\\n');
  return next(url, context);
}
`;

/** What a process of `understudy` wrote to stdout, and the URLs of its modules, sources of the workspace and packages alike. */
export interface ModuleTrace {
  readonly out: string;
  readonly loaded: readonly string[];
}

/** Runs `understudy ARGV` as a process on a service that does not answer; a daemon gets SIGTERM once `until` is in its output. */
export async function traceModules(argv: readonly string[], until?: string): Promise<ModuleTrace> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-modules-'));
  const trace = join(folder, 'trace');
  const file = join(folder, 'understudy.yaml');
  const register = join(folder, 'register.mjs');
  try {
    writeFileSync(trace, '');
    writeFileSync(file, sampleTopology().text);
    const hooks = `data:text/javascript,${encodeURIComponent(HOOKS)}`;
    writeFileSync(register, `import { register } from 'node:module'; register(${JSON.stringify(hooks)});`);
    const child = spawn(process.execPath, ['--import', register, ...programArguments(MAIN), ...argv], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        MODULE_TRACE: trace,
        UNDERSTUDY_FILE: file,
        AWS_ACCESS_KEY_ID: 'understudy',
        AWS_SECRET_ACCESS_KEY: 'understudy',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (until !== undefined && text.includes(until)) child.kill('SIGTERM');
    });
    await once(child, 'close');
    const loaded = readFileSync(trace, 'utf8').split('\n').filter(Boolean);
    return { out, loaded };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
