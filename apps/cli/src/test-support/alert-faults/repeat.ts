/** Repeats something until it is stopped, which resolves once the last one has ended. */
export function repeat(step: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) await step();
  })();
  return async () => {
    stopping.abort();
    await running;
  };
}
