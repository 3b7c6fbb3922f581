import { NodeHttpHandler } from '@smithy/node-http-handler';
import { hasPassed, type Clock } from '@understudy/core';
import { AttemptUnsent } from '../send-attempt.ts';
import type { Attempt } from '../types.ts';
import { ATTEMPT, type MarkedRequest, type SdkHandler } from './sdk-stack.ts';

/** The caller's request handler, which sends an attempt under its own signal, and nothing past its `sendBy`. */
export function bindHandler(inner: SdkHandler, clock: Clock): SdkHandler {
  const light = inner instanceof NodeHttpHandler;
  return {
    ...(inner.metadata === undefined ? {} : { metadata: inner.metadata }),
    handle: async (request, options) => {
      const attempt = (request as MarkedRequest)[ATTEMPT];
      if (attempt === undefined) return inner.handle(request, options);
      if (hasPassed(attempt.sendBy, clock)) {
        throw new AttemptUnsent(`The lease ended before the request to ${attempt.region} was sent.`);
      }
      return inner.handle(request, {
        ...options,
        abortSignal: light ? lightSignal(attempt) : attempt.signal,
      });
    },
    updateHttpClientConfig: (key, value) => inner.updateHttpClientConfig?.(key, value),
    httpHandlerConfigs: () => inner.httpHandlerConfigs?.() ?? {},
    destroy: () => inner.destroy?.(),
  };
}

/** A signal in the SDK's older form, which its own handler accepts, at a tenth of the cost of an AbortSignal. */
function lightSignal(attempt: Attempt): object {
  const signal: { aborted: boolean; onabort?: () => void; reason?: Error } = { aborted: false };
  attempt.onEnd((reason) => {
    signal.aborted = true;
    signal.reason = reason;
    signal.onabort?.();
  });
  return signal;
}
