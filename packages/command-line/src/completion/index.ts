export { completionTree, type Candidates, type CompletionNode } from './completion-tree.ts';
export { renderCompletion, SHELLS, type Shell } from './render-completion.ts';
