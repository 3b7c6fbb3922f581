import { ControlStoreError } from '../errors.ts';

/** @throws ControlStoreError `UND_CONTROL_STORE_ITEM_TOO_LARGE` where `bytes` is above `mostBytes` */
export function refuseLargeItem(entry: string, bytes: number, mostBytes: number): void {
  if (bytes <= mostBytes) return;
  throw new ControlStoreError('UND_CONTROL_STORE_ITEM_TOO_LARGE', {
    what: `${entry} has ${bytes} bytes; at most ${mostBytes} are allowed.`,
    details: { entry, bytes, mostBytes },
  });
}
