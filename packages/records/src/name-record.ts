import { RecordsError } from './errors.ts';
import type { RecordName } from './types.ts';

/**
 * A record's name as one word that no shell touches: kind, table, source, target and id. Ids are made of versions,
 * hashes and sequence numbers, with `|` and `#` between them.
 */
export function nameRecord({ kind, link, id }: RecordName): string {
  const word = id.replaceAll('|', '+').replaceAll('#', ':');
  return [kind, link.table, link.source, link.target, word].join('/');
}

/** Reads one back. @throws RecordsError `UND_RECORDS_CONFIG_INVALID` */
export function parseRecordName(text: string): RecordName {
  const [kind, table = '', source = '', target = '', word = '', ...rest] = text.split('/');
  if ((kind !== 'ledger' && kind !== 'dead-letter') || word === '' || rest.length > 0) {
    throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
      what: `"${text}" names no record; expected ledger/TABLE/SOURCE/TARGET/ID or dead-letter/….`,
    });
  }
  const id = word.replaceAll('+', '|').replaceAll(':', '#');
  return { kind, link: { table, source, target }, id };
}
