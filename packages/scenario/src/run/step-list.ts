/** What a step adds to the context; nothing where it gives nothing. */
type Added<Context, Gives> = Gives extends object ? Context & Gives : Context;

interface Step {
  readonly title: string | undefined;
  /** Called with all that the steps before it gave: `StepList` sees to it by the types of its methods. */
  readonly run: (context: never) => Promise<unknown>;
}

export interface RunHooks {
  /** Checked before every step. */
  readonly signal: AbortSignal;
  /** A step with a title begins. */
  readonly onBegin: (title: string) => void;
}

/**
 * A scenario as data: steps in their order. Each takes what it needs from the context, and what it gives is there for
 * those after it; the types say where something is missing.
 */
export class StepList<Start extends object, Context extends object = Start> {
  readonly #steps: readonly Step[];

  private constructor(steps: readonly Step[]) {
    this.#steps = steps;
  }

  /** An empty list, whose first step finds `Start` in its context. */
  static from<Start extends object>(): StepList<Start> {
    return new StepList<Start>([]);
  }

  /** The titles in their order. */
  get titles(): readonly string[] {
    return this.#steps.flatMap(({ title }) => title ?? []);
  }

  /** Adds a step under a title, as screens and reports name it. */
  step<Gives>(
    title: string,
    run: (context: Context) => Promise<Gives>,
  ): StepList<Start, Added<Context, Gives>> {
    return new StepList([...this.#steps, { title, run }]);
  }

  /** Adds a step that belongs to the title before it. */
  also<Gives>(run: (context: Context) => Promise<Gives>): StepList<Start, Added<Context, Gives>> {
    return new StepList([...this.#steps, { title: undefined, run }]);
  }

  /**
   * Adds steps only where `condition` holds: what they give is optional for those after them, and certain for steps
   * under the same condition.
   */
  when<More extends object>(
    condition: boolean,
    add: (steps: StepList<Start, Required<Context>>) => StepList<Start, More>,
  ): StepList<Start, Context & Partial<More>> {
    return new StepList(condition ? add(new StepList(this.#steps)).#steps : this.#steps);
  }

  /** Runs one step after the other. @throws the signal's reason, and what a step throws */
  async run(start: Start, { signal, onBegin }: RunHooks): Promise<Context> {
    let context: object = start;
    for (const { title, run } of this.#steps) {
      signal.throwIfAborted();
      if (title !== undefined) onBegin(title);
      const given = await (run as (context: object) => Promise<unknown>)(context);
      if (typeof given === 'object') context = { ...context, ...given };
    }
    return context as Context;
  }
}
