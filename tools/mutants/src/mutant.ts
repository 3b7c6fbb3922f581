/** What is taken away or weakened. */
type MutantKind = 'condition' | 'comparison' | 'operand' | 'bound' | 'call' | 'request part';

/** One change of the sources that a test, a kept history or a seed should notice. */
export interface Mutant {
  /** Its place among all, from 1; not the same after the sources change. */
  readonly id: number;
  /** The same as long as the text, and its function, is: `file › function › kind › from → to`. */
  readonly key: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly kind: MutantKind;
  /** The present text, on one line. */
  readonly from: string;
  readonly to: string;
  /** Whether it is evaluated when its module is loaded, and never again. */
  readonly atLoad: boolean;
}

/** How a mutant is written into the text, so that only the one that is asked for takes effect. */
export type Form = 'expression' | 'statement' | 'property' | 'element';

/** One way to weaken a piece of text. */
export interface Weakening {
  readonly kind: MutantKind;
  readonly form: Form;
  /** The text instead; '' where it is left out. */
  readonly to: string;
}
