/** One thing that every adapter of a port must do; a test runner gives it its name and runs it. */
export interface ContractCase {
  readonly name: string;
  /** @throws AssertionError */
  run(): Promise<void>;
}
