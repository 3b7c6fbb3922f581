import { spawn } from 'node:child_process';
import { programFailed } from './program-failed.ts';

/** Runs a program to its end, with `input` if any on its standard input. */
export function runProgram(
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly output: string; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    // HAProxy is in /usr/sbin, where the path of ordinary users does not lead.
    const env = { ...process.env, PATH: `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin` };
    const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'], env });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', (cause) => {
      reject(programFailed(program, cause));
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 255, output, stdout });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
