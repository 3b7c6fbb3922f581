/**
 * A machine made of answers, that keeps what was done to it.
 * @param {object} facts
 * @param {Record<string, string | number>} [facts.programs] what `capture` finds, by command line: the output, or an exit code
 * @param {Record<string, string>} [facts.files] of the checkout
 * @param {Record<string, string>} [facts.elsewhere] what `factsOf` finds, by path
 * @param {(commandLine: string, machine: FakeMachine) => number} [facts.onRun] what a run does, and its exit code
 * @param {boolean} [facts.isRoot]
 * @param {Record<string, string>} [facts.env]
 * @param {string} [facts.nodeVersion]
 *
 * @typedef {ReturnType<typeof fakeMachine>} FakeMachine
 */
export function fakeMachine({
  programs = {},
  files = {},
  elsewhere = {},
  onRun = () => 0,
  isRoot = true,
  env = {},
  nodeVersion = '20.19.0',
} = {}) {
  const machine = {
    programs: { ...programs },
    files: { ...files },
    elsewhere: { ...elsewhere },
    ran: [],
    said: [],
    complained: [],
    nodeVersion,
    platform: 'linux x64 glibc',
    isRoot,
    env,
    capture: async (program, args) => {
      const answer = machine.programs[[program, ...args].join(' ')];
      if (answer === undefined) return { code: undefined, output: '' };
      return typeof answer === 'number' ? { code: answer, output: '' } : { code: 0, output: answer };
    },
    run: async (program, args) => {
      const commandLine = [program, ...args].join(' ');
      machine.ran.push(commandLine);
      return onRun(commandLine, machine);
    },
    read: (path) => machine.files[path],
    write: (path, text) => {
      machine.files[path] = text;
    },
    factsOf: (path) => machine.elsewhere[path],
    say: (text) => machine.said.push(text),
    complain: (lines) => machine.complained.push(...lines),
  };
  return machine;
}
