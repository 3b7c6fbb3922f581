import { copySegment } from './copy-segment.ts';
import type { CopyContext } from './copy-context.ts';
import { CopySender } from './copy-sender.ts';
import type { CopyCounts, SegmentProgress } from './types.ts';

/**
 * Copies what is left of the segments, all at the same time, with one width of writes among them; nothing is noted,
 * replayed or written down here. `onPage` is called for each page that is decided.
 * @throws what a person has to mend, and the context's signal's reason
 */
export async function copySegments(
  left: readonly SegmentProgress[],
  segments: number,
  context: CopyContext,
  onPage: (progress: SegmentProgress, page: CopyCounts) => void,
): Promise<void> {
  const sender = new CopySender(context);
  await Promise.all(left.map((from) => copySegment(from, segments, sender, context, onPage)));
}
