import type { Wire } from './types.ts';

/** The wire of a part: its own operation is sent as a part of the caller's, and its answer is returned to the engine. */
export function asPart(wire: Wire, operation: string): Wire {
  return {
    forward: async (input, attempt) => attempt.stripStamps(await wire.send({ operation, input }, attempt)),
    send: (request, attempt) => wire.send(request, attempt),
    respond: async (output) => output,
  };
}
