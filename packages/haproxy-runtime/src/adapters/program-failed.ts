import { HaproxyRuntimeError } from '../errors.ts';

/** The error for a program that could not be started. */
export function programFailed(program: string, cause: Error): HaproxyRuntimeError {
  const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  const code = isMissing ? 'UND_HAPROXY_RUNTIME_PROGRAM_MISSING' : 'UND_HAPROXY_RUNTIME_UNREACHABLE';
  return new HaproxyRuntimeError(code, {
    what: `${program} could not be started: ${cause.message}.`,
    details: { program },
    cause,
  });
}
