/**
 * What the text of an option or argument is read as. A time is ISO 8601 and is read as wall time in ms; a duration, `90s`, `30m`, `4h`
 * or `2d`, is read as ms, and its range is written so, too.
 */
export type ValueKind =
  | 'text'
  | 'file'
  | 'time'
  | { readonly whole: readonly [least: number, most: number] }
  | { readonly number: readonly [least: number, most: number] }
  | { readonly duration: readonly [least: string, most: string] }
  | { readonly choice: readonly string[] };

/** One option of a command. Its key `readUnits` is written `--read-units`. */
export interface OptionSpec {
  readonly description: string;
  /** The name of its value in help, in capitals. An option without it is a flag. */
  readonly value?: string;
  /** `text` unless given. */
  readonly kind?: ValueKind;
  /** Of a duration as it is typed. */
  readonly default?: string | number;
  readonly required?: boolean;
  /** May be given several times; the value is a list. */
  readonly repeatable?: boolean;
  /** One letter. */
  readonly short?: string;
}

/** One argument of a command, by its place. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly kind?: ValueKind;
  readonly optional?: boolean;
  /** Takes all that follow; only the last argument may. */
  readonly variadic?: boolean;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type KindValue<Kind> = Kind extends { readonly choice: readonly (infer Choice)[] }
  ? Choice
  : Kind extends
        'time' | { readonly whole: unknown } | { readonly number: unknown } | { readonly duration: unknown }
    ? number
    : string;

type KindOf<Spec> = Spec extends { readonly kind: infer Kind } ? Kind : 'text';

type ValueOf<Spec extends OptionSpec> = Spec extends { readonly value: string }
  ? Spec extends { readonly repeatable: true }
    ? readonly KindValue<KindOf<Spec>>[]
    : Spec extends { readonly default: string | number } | { readonly required: true }
      ? KindValue<KindOf<Spec>>
      : KindValue<KindOf<Spec>> | undefined
  : boolean;

/** The values of a command's options, by their keys; a flag is `false` and a list is empty where it is not given. */
export type OptionValues<Options extends OptionSpecs> = {
  readonly [Key in keyof Options]: ValueOf<Options[Key]>;
};

type ArgumentValue<Spec extends ArgumentSpec> = Spec extends { readonly variadic: true }
  ? readonly KindValue<KindOf<Spec>>[]
  : Spec extends { readonly optional: true }
    ? KindValue<KindOf<Spec>> | undefined
    : KindValue<KindOf<Spec>>;

/** The values of a command's arguments, by their names. */
export type ArgumentValues<Arguments extends readonly ArgumentSpec[]> = {
  readonly [Spec in Arguments[number] as Spec['name']]: ArgumentValue<Spec>;
};
