import { execFile } from 'node:child_process';

/** What a program that ends says: its exit code, and stdout and stderr together. */
export function runTool(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly says: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 16_000_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, says: `${error !== null && code === 1 ? error.message : ''}${stdout}${stderr}` });
    });
  });
}
