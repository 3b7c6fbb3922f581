import { nearestNames } from '@understudy/command-line';
import { CliError } from '../errors.ts';
import type { MoveRecord } from './move-record.ts';
import type { ReadMoves } from './read-moves.ts';

const NAMES_SHOWN = 5;

/**
 * The move of an id, or of the beginning of one; the last one where none is given.
 * @throws CliError `UND_CLI_NAME_UNKNOWN`
 */
export function findMove({ moves, more }: ReadMoves, id: string | undefined): MoveRecord {
  const [last] = moves;
  if (id === undefined && last !== undefined) return last;
  const begins = moves.filter(({ report }) => report.moveId.startsWith(id ?? ''));
  const exact = begins.find(({ report }) => report.moveId === id);
  const [first, second] = begins;
  if (exact !== undefined) return exact;
  if (id !== undefined && first !== undefined && second === undefined) return first;
  const known = moves.map(({ report }) => report.moveId);
  throw new CliError('UND_CLI_NAME_UNKNOWN', {
    what: `${id === undefined ? 'The audit has no move.' : second === undefined ? `The audit has no move "${id}".` : `Several moves begin with "${id}".`} ${hintOf(id, known, more)}`.trim(),
    details: { kind: 'move', ...(id !== undefined && { name: id }), known: known.slice(0, NAMES_SHOWN) },
  });
}

function hintOf(id: string | undefined, known: readonly string[], more: boolean): string {
  if (id === undefined || known.length === 0) return '';
  const [nearest] = nearestNames(id, known);
  if (nearest !== undefined) return `Did you mean ${nearest}?`;
  const shown = known.slice(0, NAMES_SHOWN);
  return `Known: ${shown.join(', ')}${more || shown.length < known.length ? ', …' : ''}.`;
}
