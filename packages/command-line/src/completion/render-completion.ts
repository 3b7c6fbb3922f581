import { renderBash } from './render-bash.ts';
import { renderFish } from './render-fish.ts';
import { renderZsh } from './render-zsh.ts';
import type { CompletionNode } from './completion-tree.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const RENDERERS = { bash: renderBash, zsh: renderZsh, fish: renderFish } as const;

/** A script that the shell sources, which completes the command lines of the program. */
export function renderCompletion(shell: Shell, program: string, nodes: readonly CompletionNode[]): string {
  return RENDERERS[shell](program, nodes);
}
