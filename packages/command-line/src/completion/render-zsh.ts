import { argumentCases, valueCases, type CompletionCase } from './completion-case.ts';
import type { CompletionNode } from './completion-tree.ts';

/** The script for zsh, with a description beside each word. */
export function renderZsh(program: string, nodes: readonly CompletionNode[]): string {
  const name = `_${program}`;
  return `#compdef ${program}
# zsh completion of ${program}: source <(${program} completion zsh)

${renderTables(name, nodes)}
${renderOffer(name)}
compdef ${name} ${program}
`;
}

/** One function for each kind of word: what may follow at a place of the command line. */
function renderTables(name: string, nodes: readonly CompletionNode[]): string {
  return `${name}_words() {
  case "$1" in
${nodes.map(({ path, words }) => `    ${quote(path)}) reply=(${words.map(({ word, does }) => described(word, does)).join(' ')}) ;;`).join('\n')}
    *) reply=() ;;
  esac
}

${name}_flags() {
  case "$1" in
${nodes.map(({ path, options }) => `    ${quote(path)}) reply=(${options.flatMap(({ flags, does }) => flags.map((flag) => described(flag, does))).join(' ')}) ;;`).join('\n')}
    *) reply=() ;;
  esac
}

${name}_value() {
  REPLY=''
  case "$1" in
${valueCases(nodes).map(caseOf).join('\n')}
  esac
}

${name}_argument() {
  REPLY=''
  case "$1" in
${argumentCases(nodes).map(caseOf).join('\n')}
  esac
}
`;
}

/** The function that reads the line so far and offers what may follow. */
function renderOffer(name: string): string {
  return `${name}_offer() {
  case "$1" in
    file) _files ;;
    words\\ *) compadd -- \${=1#words } ;;
  esac
}

${name}() {
  local at='' word kind='' REPLY=''
  local -a reply
  integer place=1 i
  for ((i = 2; i < CURRENT; i += 1)); do
    word="\${words[i]}"
    if [[ -n "$kind" ]]; then kind=''; continue; fi
    if [[ "$word" == -*=* ]]; then continue; fi
    if [[ "$word" == -* ]]; then ${name}_value "$at:$word"; kind="$REPLY"; continue; fi
    ${name}_words "$at"
    if (( \${reply[(I)$word:*]} )); then at="\${at:+$at }$word"; else ((place += 1)); fi
  done
  word="\${words[CURRENT]}"
  if [[ -z "$kind" && "$word" == --*=* ]]; then
    ${name}_value "$at:\${word%%=*}"
    compset -P '*='
    ${name}_offer "$REPLY"
    return
  fi
  if [[ -n "$kind" ]]; then ${name}_offer "$kind"; return; fi
  if [[ "$word" == -* ]]; then ${name}_flags "$at"; _describe -o option reply; return; fi
  ${name}_argument "$at:$place"
  [[ -z "$REPLY" ]] && ${name}_argument "$at:*"
  if [[ -n "$REPLY" ]]; then ${name}_offer "$REPLY"; return; fi
  ${name}_words "$at"
  _describe command reply
}
`;
}

function caseOf({ place, candidates }: CompletionCase): string {
  return `    ${quote(place)}) REPLY=${quote(candidates)} ;;`;
}

/** \`word:description\` as _describe takes it; a colon ends the word. */
function described(word: string, does: string): string {
  return quote(`${word}:${does.replaceAll(':', String.raw`\:`)}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
