import type { CommandContext } from '@understudy/command-line';
import type { KindName } from './kind-names.ts';
import { kindOf } from './kind-of.ts';
import { requireOrchestrators } from './require-orchestrators.ts';
import { requireRead } from './require-read.ts';
import { renderListing } from './render-listing.ts';
import type { ReadSights } from './read-sights.ts';
import { unknownsOf } from './unknowns-of.ts';

/**
 * Lists what there is of one kind: what could be read is shown, and then it fails by what kept the control store from being read.
 * @throws what `requireRead` throws; ServiceError and TopologyError for the file
 */
export async function runGet(
  { file, kinds, limit }: { readonly file: string; readonly kinds: KindName; readonly limit: number },
  read: ReadSights,
  context: CommandContext,
): Promise<void> {
  const kind = kindOf(kinds);
  const sights = await read({ file, sources: kind.sources, limit }, context);
  if (kind.needsOrchestrators) requireOrchestrators(sights.topology, kind.plural);
  const { atMs, topology } = sights;
  const unknown = unknownsOf(sights);
  const items = kind.items(sights).slice(0, limit);
  context.result({ service: topology.service, kind: kinds, atMs, items, unknown }, (_listing, style) => {
    const { header, rows } = kind.table(sights, style.wide);
    return renderListing({ plural: kind.plural, atMs, header, rows: rows.slice(0, limit), unknown }, style);
  });
  const more = kind.items(sights).length - items.length;
  if (more > 0) context.err(`and ${String(more)} more; --limit shows more.\n`);
  requireRead(sights);
}
