import { startProcess, type StartedProcess, type StartOptions } from './start-process.ts';

/** Starts processes of `understudy`; after each test those are killed that it, or a failure in it, has left running. */
export function withProcesses(hooks: {
  readonly afterEach: (action: () => Promise<void>) => void;
}): (argv: readonly string[], options: StartOptions) => StartedProcess {
  const started: StartedProcess[] = [];
  hooks.afterEach(async () => {
    const ending = started.splice(0);
    for (const { child } of ending) child.kill('SIGKILL');
    await Promise.all(ending.map(({ ended }) => ended));
  });
  return (argv, options) => {
    const process = startProcess(argv, options);
    started.push(process);
    return process;
  };
}
