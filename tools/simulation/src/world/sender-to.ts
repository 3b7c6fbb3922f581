import type { Sender } from '@understudy/route-store';
import type { Place } from '../types.ts';
import type { Parts } from './parts.ts';

interface Command {
  readonly input: object;
}

interface Signed {
  readonly operation: string;
  readonly input: object;
  readonly signedMs: number;
}

interface Handler {
  handle(
    request: Signed,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{ readonly response: { readonly statusCode: number; readonly answer: object } }>;
}

const OPERATIONS = new Map<unknown, string>();

function operationOf({ constructor }: Command): string {
  const known = OPERATIONS.get(constructor);
  if (known !== undefined) return known;
  const operation = constructor.name.replace(/Command$/, '');
  OPERATIONS.set(constructor, operation);
  return operation;
}

/** Stores, movers and workers send so much that a step before the wire takes no time where it does not take long. */
const STACK = { slow: 0.25, quickMs: 0 };

/**
 * The SDK's client of a process for a region, with a request handler as that one has: what is put around the handler is asked
 * once the request is signed.
 */
export function senderTo({ process, network }: Parts, place: Place): Sender {
  const requestHandler: Handler = {
    handle: ({ operation, input, signedMs }, { abortSignal } = {}) =>
      new Promise((resolve, reject) => {
        const onAbort = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
        if (abortSignal?.aborted === true) {
          onAbort();
          return;
        }
        abortSignal?.addEventListener('abort', onAbort, { once: true });
        network
          .send(process, place, operation, input, undefined, signedMs)
          .then((answer) => resolve({ response: { statusCode: 200, answer } }), reject);
      }),
  };
  return {
    config: { requestHandler },
    async send(this: { readonly config: { readonly requestHandler: Handler } }, command: Command) {
      const operation = operationOf(command);
      const { input } = command;
      const signedMs = await network.sign(process, place, operation, input, STACK);
      const { response } = await this.config.requestHandler.handle({ operation, input, signedMs });
      return response.answer;
    },
  } as unknown as Sender;
}
