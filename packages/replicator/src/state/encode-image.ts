import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { incompleteMember, type Item } from '@understudy/versions';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** Bytes of one chunk: with its keys it stays under DynamoDB's 400 KB an item. */
const CHUNK_BYTES = 380_000;

/** Below it zipping takes less than handing it to another thread; and what takes no thread comes in the same order each time. */
const SMALL_CHARACTERS = 16_384;

/** Below it so does unzipping. */
const SMALL_BYTES = 8_192;

/** An image as gzipped JSON in chunks: an item of 400 KB and its rival would not fit into one item. */
export async function encodeImage(image: Item): Promise<readonly Uint8Array[]> {
  const text = JSON.stringify(incompleteMember(image) === undefined ? image : withGaps(image), binaryToText);
  const bytes = text.length < SMALL_CHARACTERS ? gzipSync(text) : await compress(text);
  return Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_none, at) =>
    bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES),
  );
}

/** A member whose value was lost stays a member without a value: the image must not look whole. */
function withGaps(image: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, gapOr(value)]));
}

function gapOr(value: AttributeValue | undefined): unknown {
  if (value === undefined) return null;
  if (value.M !== undefined) return { M: withGaps(value.M) };
  return value.L === undefined ? value : { L: value.L.map(gapOr) };
}

/** The image of all its chunks, in order. @throws where they are not whole */
export async function decodeImage(chunks: readonly Uint8Array[]): Promise<Item> {
  const bytes = Buffer.concat(chunks);
  const text = (bytes.length < SMALL_BYTES ? gunzipSync(bytes) : await expand(bytes)).toString('utf8');
  const parsed = JSON.parse(text) as Record<string, AttributeValue>;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, textToBinary(value)]));
}

/** JSON.stringify calls toJSON first, so a Buffer arrives as its JSON form and is looked up on its holder instead. */
function binaryToText(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value;
}

/** Only `B` and `BS` of an attribute value are binary, so its type tells which texts were. */
function textToBinary(value: AttributeValue | null): AttributeValue {
  if (value === null) return undefined as unknown as AttributeValue;
  if (value.B !== undefined) return { B: fromText(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(fromText) };
  if (value.L !== undefined) return { L: value.L.map(textToBinary) };
  if (value.M !== undefined) {
    return {
      M: Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, textToBinary(inner)])),
    };
  }
  return value;
}

function fromText(text: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(String(text), 'base64'));
}
