import { HaproxyRuntimeError } from '../errors.ts';

export function fileFailed(verb: 'read' | 'written', path: string, cause: unknown): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_FILE_FAILED', {
    what: `${path} could not be ${verb}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    details: { path },
    cause,
  });
}
