/**
 * An attribute's value as the engine keeps it: tagged, checked, numbers in their one canonical text, and
 * never changed once made, so that images, snapshots and clones may share it.
 */
export type Value =
  | TextValue
  | NumberValue
  | BinaryValue
  | { readonly type: 'BOOL'; readonly value: boolean }
  | { readonly type: 'NULL'; readonly value: true }
  | MapValue
  | ListValue
  | TextSetValue
  | NumberSetValue
  | BinarySetValue;

interface TextValue {
  readonly type: 'S';
  readonly value: string;
}

export interface NumberValue {
  readonly type: 'N';
  /** Canonical: no exponent, no sign of zero, no needless zero. */
  readonly value: string;
}

interface BinaryValue {
  readonly type: 'B';
  readonly value: Uint8Array;
}

interface MapValue {
  readonly type: 'M';
  readonly value: Attributes;
}

interface ListValue {
  readonly type: 'L';
  readonly value: readonly Value[];
}

interface TextSetValue {
  readonly type: 'SS';
  readonly value: readonly string[];
}

interface NumberSetValue {
  readonly type: 'NS';
  readonly value: readonly string[];
}

interface BinarySetValue {
  readonly type: 'BS';
  readonly value: readonly Uint8Array[];
}

export type Attributes = ReadonlyMap<string, Value>;

export type ValueType = Value['type'];

export type SetValue = TextSetValue | NumberSetValue | BinarySetValue;

/** The types a key may have, and the only ones with an order. */
export type ScalarValue = TextValue | NumberValue | BinaryValue;

export const isScalar = (value: Value): value is ScalarValue =>
  value.type === 'S' || value.type === 'N' || value.type === 'B';

export const isSet = (value: Value): value is SetValue =>
  value.type === 'SS' || value.type === 'NS' || value.type === 'BS';
