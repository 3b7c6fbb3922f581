import { HaproxyRuntimeError } from './errors.ts';
import type { ServerId } from './types.ts';

const NAME = /^[\w.-]+$/;

/** What HAProxy takes as a server's address. */
export const ADDRESS = /^[\w.:[\]]+$/;

/**
 * How commands name a server.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_ARGUMENT_INVALID`
 */
export function serverPath({ backend, name }: ServerId): string {
  if (!NAME.test(backend)) throw invalid('backend', backend);
  if (!NAME.test(name)) throw invalid('server', name);
  return `${backend}/${name}`;
}

export function invalid(kind: string, value: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_ARGUMENT_INVALID', {
    what: `The ${kind} ${JSON.stringify(value)} is refused.`,
    details: { kind, value },
  });
}
