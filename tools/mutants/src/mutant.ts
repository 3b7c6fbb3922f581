/** What is taken away or weakened. */
export type MutantKind = 'condition' | 'comparison' | 'operand' | 'bound' | 'call' | 'request part';

/** One change of the sources that a test, a kept history or a seed should notice. */
export interface Mutant {
  /** Its place among all, from 1; not the same after the sources change. */
  readonly id: number;
  /** The same as long as the text, and what stands around it, is: `file › function › kind › from → to`. */
  readonly key: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly kind: MutantKind;
  /** The text as it stands, on one line. */
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
  /** What stands there instead; '' where it is left out. */
  readonly to: string;
}
