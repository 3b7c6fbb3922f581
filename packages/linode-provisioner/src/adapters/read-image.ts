import type { LinodeImage } from '../types.ts';
import { textOf, textsOf } from './text-of.ts';

export function readImage(body: unknown): LinodeImage {
  return { id: textOf(body, 'id'), capabilities: textsOf(body, 'capabilities') };
}
