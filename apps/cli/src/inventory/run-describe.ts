import { nearestNames, type CommandContext } from '@understudy/command-line';
import { CliError } from '../errors.ts';
import type { Kind } from './define-kind.ts';
import { KIND_NAMES, type KindName } from './kind-names.ts';
import { kindOf } from './kind-of.ts';
import { renderDescription } from './render-description.ts';
import { requireOrchestrators } from './require-orchestrators.ts';
import { requireRead } from './require-read.ts';
import type { ReadSights } from './read-sights.ts';
import type { Sights } from './sights.ts';
import { unknownsOf } from './unknowns-of.ts';

type Singular = (typeof KIND_NAMES)[KindName];

/** Moves and intents are searched this far back. */
const SEARCHED = 1_000;
const NAMES_SHOWN = 8;

/**
 * Shows one thing whole.
 * @throws CliError `UND_CLI_NAME_UNKNOWN`; as `runGet` says
 */
export async function runDescribe(
  { file, kind: singular, name }: { readonly file: string; readonly kind: Singular; readonly name: string },
  read: ReadSights,
  context: CommandContext,
): Promise<void> {
  const kind = kindOf(pluralOf(singular));
  const sources = [...new Set([...kind.sources, ...kind.describedBy])];
  const sights = await read({ file, sources, limit: SEARCHED }, context);
  if (kind.needsOrchestrators) requireOrchestrators(sights.topology, kind.plural);
  const description = kind.describe(sights, name);
  if (description === undefined) {
    // What could not be read may have it.
    if (kind.names(sights).length === 0) requireRead(sights);
    throw unknownName(kind, name, sights);
  }
  const { atMs, topology } = sights;
  context.result(
    { service: topology.service, atMs, ...description, unknown: unknownsOf(sights) },
    renderDescription,
  );
  requireRead(sights);
}

function pluralOf(singular: Singular): KindName {
  const found = (Object.keys(KIND_NAMES) as KindName[]).find((plural) => KIND_NAMES[plural] === singular);
  return found ?? 'regions';
}

function unknownName(kind: Kind, name: string, sights: Sights): CliError {
  const known = kind.names(sights);
  const [nearest] = nearestNames(name, known);
  const hint =
    nearest !== undefined
      ? `Did you mean ${nearest}?`
      : known.length === 0
        ? `There are no ${kind.plural}.`
        : `Known: ${known.slice(0, NAMES_SHOWN).join(', ')}${known.length > NAMES_SHOWN ? ', …' : ''}.`;
  return new CliError('UND_CLI_NAME_UNKNOWN', {
    what: `There is no ${kind.singular} "${name}". ${hint}`,
    details: { kind: kind.singular, name, known: known.slice(0, NAMES_SHOWN) },
  });
}
