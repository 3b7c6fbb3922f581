import { ItemReader, type StoredItem } from '@understudy/route';
import { ControlStoreError } from '../errors.ts';

/** A reader of one item; what is wrong in it is an error with its entry: `UND_CONTROL_STORE_CORRUPT`. Unknown attributes are fine. */
export function openItem(item: StoredItem): ItemReader {
  const entry = item['entry']?.S ?? '';
  return new ItemReader(
    item,
    entry,
    ({ what, details }) =>
      new ControlStoreError('UND_CONTROL_STORE_CORRUPT', { what, details: { ...details, entry } }),
  );
}
