import type { DatabaseState } from './database-state.ts';
import type { Change, Shard } from './streams/shard.ts';
import type { Stream } from './streams/stream.ts';
import type { Table } from './tables/table.ts';
import type { Attributes } from './values/value.ts';
import { canonicalAttributes } from './values/canonical-value.ts';

const image = (attributes: Attributes | undefined): string =>
  attributes === undefined ? '' : canonicalAttributes(attributes);

function changeLine({ sequence, event, keys, oldImage, newImage, createdMs, byService }: Change): string {
  return [sequence, event, image(keys), image(oldImage), image(newImage), createdMs, byService].join(' ');
}

function shardLines({ settings, endingSequence, trimmedThrough, isKept, changes }: Shard): string[] {
  const { id, parentId = '', places } = settings;
  const facts = [id, parentId, places.from, places.below, endingSequence ?? '', trimmedThrough, isKept];
  return [`shard ${facts.join(' ')}`, ...changes.map(changeLine)];
}

function streamLines({ settings, enabled, shards }: Stream): string[] {
  return [`stream ${settings.arn} ${settings.viewType} ${enabled}`, ...shards.flatMap(shardLines)];
}

function tableLines(table: Table): string[] {
  const { name } = table.settings;
  const head = `table ${name} ${table.stream?.arn ?? ''} ${table.expiryAttribute ?? ''}`;
  return [head, ...[...table.entries()].map(({ attributes }) => canonicalAttributes(attributes))];
}

/** Everything a database holds as one text: the same for the same history, and a diff shows where two part. */
export function serialiseState(state: DatabaseState): string {
  const tables = [...state.tables.values()].sort((one, two) =>
    one.settings.name < two.settings.name ? -1 : 1,
  );
  const lines = [
    ...tables.flatMap(tableLines),
    ...[...state.streams.values()].flatMap(streamLines),
    ...[...state.tokens].map(
      ([token, { fingerprint, untilMs }]) => `token ${token} ${untilMs} ${fingerprint}`,
    ),
    `sequence ${state.sequence}`,
  ];
  return `${lines.join('\n')}\n`;
}
