import { argumentCases, valueCases, type CompletionCase } from './completion-case.ts';
import type { CompletionNode } from './completion-tree.ts';

/** The script for bash 4 and later. */
export function renderBash(program: string, nodes: readonly CompletionNode[]): string {
  const name = `_${program}`;
  return `# bash completion of ${program}: source <(${program} completion bash)

${name}_words() {
  case "$1" in
${nodes.map(({ path, words }) => `    ${quote(path)}) echo ${quote(words.map(({ word }) => word).join(' '))} ;;`).join('\n')}
  esac
}

${name}_flags() {
  case "$1" in
${nodes.map(({ path, options }) => `    ${quote(path)}) echo ${quote(options.flatMap(({ flags }) => flags).join(' '))} ;;`).join('\n')}
  esac
}

${name}_value() {
  case "$1" in
${valueCases(nodes).map(caseOf).join('\n')}
  esac
}

${name}_argument() {
  case "$1" in
${argumentCases(nodes).map(caseOf).join('\n')}
  esac
}

${name}_reply() {
  local kind="\${1%% *}"
  COMPREPLY=()
  case "$kind" in
    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
    words) mapfile -t COMPREPLY < <(compgen -W "\${1#words }" -- "$2") ;;
  esac
}

${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' place=1 kind='' word i
  [[ "$current" == '=' ]] && current=''
  for ((i = 1; i < COMP_CWORD; i += 1)); do
    word="\${COMP_WORDS[i]}"
    if [[ "$word" == '=' ]]; then continue; fi
    if [[ -n "$kind" ]]; then kind=''; continue; fi
    if [[ "$word" == -* ]]; then kind="$(${name}_value "$path:$word")"; continue; fi
    if [[ " $(${name}_words "$path") " == *" $word "* ]]; then path="\${path:+$path }$word"; else ((place += 1)); fi
  done
  if [[ -n "$kind" ]]; then ${name}_reply "$kind" "$current"; return; fi
  if [[ "$current" == -* ]]; then ${name}_reply "words $(${name}_flags "$path")" "$current"; return; fi
  kind="$(${name}_argument "$path:$place")"
  [[ -z "$kind" ]] && kind="$(${name}_argument "$path:*")"
  [[ -z "$kind" ]] && kind="words $(${name}_words "$path")"
  ${name}_reply "$kind" "$current"
}

complete -F ${name} ${program}
`;
}

function caseOf({ place, candidates }: CompletionCase): string {
  return `    ${quote(place)}) echo ${quote(candidates)} ;;`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
