import type { WriterDeath } from '../faults/lose-writer.ts';
import type { Moved } from './moved.ts';
import { switchWriter, type SwitchContext } from './switch-writer.ts';

/** Step: switches over to the region that died, as planned. */
export async function switchBack(
  context: SwitchContext & { readonly death: WriterDeath },
): Promise<{ readonly switchover: Moved }> {
  return { switchover: await switchWriter(context, context.death.moved.from) };
}
