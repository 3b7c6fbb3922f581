import { useConsole } from './console-context.ts';
import { mayAct } from './may-act.ts';
import { useFreshness } from './use-freshness.ts';

/** Why nothing may be ordered from this page now; absent: orders may be given. */
export function useMayAct(): string | undefined {
  return mayAct(useConsole().session, useFreshness());
}
