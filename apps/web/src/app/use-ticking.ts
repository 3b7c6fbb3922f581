import { useEffect, useState } from 'react';
import { useConsole } from './console-context.ts';

/**
 * A value that changes with time: computed again each `everyMs`, and drawn only when it is another one.
 * @param compute of the browser's monotonic clock
 */
export function useTicking<Value extends string | number | undefined>(
  compute: (nowMs: number) => Value,
  everyMs: number,
): Value {
  const { clock } = useConsole();
  const [, setSeen] = useState<Value>();
  const value = compute(clock.monotonicMs());
  useEffect(() => {
    const timer = setInterval(() => setSeen(compute(clock.monotonicMs())), everyMs);
    return () => clearInterval(timer);
  });
  return value;
}
