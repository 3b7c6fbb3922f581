import { defineCommand, type CommandSpec } from '@understudy/command-line';

/** The commands of the program, and what each noun is about. */
export interface CommandSet {
  readonly nouns: Readonly<Record<string, string>>;
  readonly specs: readonly CommandSpec[];
}

/** `understudy completion`, for the commands that `load` gives. */
export function completionCommand(load: () => Promise<CommandSet>) {
  return defineCommand({
    name: 'completion',
    summary: 'Print a script that completes command lines in bash, zsh or fish.',
    description: 'Source what it prints in the configuration of your shell.',
    arguments: [
      { name: 'shell', description: 'bash, zsh or fish.', kind: { choice: ['bash', 'zsh', 'fish'] } },
    ],
    examples: [
      { command: 'source <(understudy completion bash)', does: 'In ~/.bashrc' },
      { command: 'source <(understudy completion zsh)', does: 'In ~/.zshrc, after compinit' },
      { command: 'understudy completion fish | source', does: 'In ~/.config/fish/config.fish' },
    ],
    readsTopology: false,
    run: async (input, context) => {
      const { completionTree, renderCompletion } = await import('@understudy/command-line/completion');
      const { nouns, specs } = await load();
      context.out(renderCompletion(input.arguments.shell, 'understudy', completionTree({ nouns }, specs)));
    },
  });
}
