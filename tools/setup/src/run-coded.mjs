import { SetupError } from './errors.mjs';

/**
 * Runs a script as this process, and ends with its exit code. An error is written with its code and what to do; its stack
 * only with UNDERSTUDY_DEBUG.
 * @param {() => Promise<number>} run gives the exit code
 */
export async function runCoded(run) {
  try {
    process.exitCode = await run();
  } catch (error) {
    const { message, exitCode } = error instanceof SetupError ? error : unexpected(error);
    process.stderr.write(`${message}\n`);
    if (process.env.UNDERSTUDY_DEBUG) console.error(error);
    process.exitCode = exitCode;
  }
}

function unexpected(cause) {
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new SetupError('UND_SETUP_UNEXPECTED', { what, cause });
}
