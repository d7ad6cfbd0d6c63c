/** What only bash reads: each was tried in dash 0.5.12 and bash 5.2. */
import { expect, test } from 'vitest';
import { bashOnlyIn, needsBash } from '../../../electron/core/text/bash-only.ts';

test.each([
  ['source /etc/profile; echo hi', 'source'],
  ['[[ -f x ]] && y', '[['],
  ['if [[ -n x ]]; then y; fi', '[['],
  ['! [[ a ]]', '[['],
  ['cd /x && pushd y', 'pushd'],
  ['cat <<<hi', '<<<'],
  ['echo a &>/dev/null', '&>'],
  ['diff <(a) <(b)', '<('],
  ['a=(1 2); x', 'a=('],
  ['echo ${HOME//a/b}', '${HOME//a/b}'],
  ['echo "${x:1:3}"', '${x:1:3}'],
  ['echo ${x^^}', '${x^^}'],
  ['function f { x; }', 'function'],
  ['[ "$x" == b ]', '=='],
  ['test a == a', '=='],
  ['echo a |& b', '|&'],
  ['for ((i=0;i<2;i++)); do x; done', 'for (('],
  ['for((;;)); do x; done', 'for(('],
  ['x=1; ((x++)); y', '(('],
  ['if ((x > 1)); then y; fi', '(('],
  ['(( $# == 0 )) && x', '(('],
  ['((++x))', '(('],
  ['select x in a b; do y; done', 'select'],
  ['time source x', 'source'],
  ['time -p [[ a ]]', '[['],
  ['command source x', 'source'],
  ['command -p source x', 'source'],
  ['A=b source x', 'source'],
  ['builtin echo x', 'builtin'],
  ['coproc cat', 'coproc'],
  ['cat <<E\n${x^^}\nE', '${x^^}'],
  ['cat <<E\n[[ a\nE\n[[ b ]]', '[['],
  ['x=$((1<<2))\n[[ b ]]', '[['],
])('dash doesn’t read %s', (script, piece) => {
  expect(bashOnlyIn(script)).toBe(piece);
  expect(needsBash(script)).toBe(true);
});

test.each([
  '. /etc/profile',
  'bash -c "[[ a ]]"',
  'echo ${x:-a} ${x:=1} ${x:+y} ${x:?z} ${x%/*} ${x##*/} ${#x}',
  `awk '{print $1,$2}'`,
  '[ a = b ] && echo "a == b"',
  'case $x in a) b;; esac',
  'echo a >&2; b 2>&1 &',
  'grep -q [[:alpha:]] x',
  'f() { a; }; (a; b)',
  'x=$(cat y) z; echo $((1==2))',
  './source x; echo let it',
  'test -n a || jq .a==b',
  'echo # [[ x ]]',
  'cat <<E\n[[ a ]]\nx=(1)\nsource x\nE',
  "cat <<'E' >x\n[[ a ]] ${x^^}\nE\necho y",
  'cat <<A; cat <<-B\n[[ a ]]\nA\n[[ b ]]\n\tB\necho y',
  'cat <<E\n\\${x^^}\nE',
  'echo $((y=(3)))',
  'echo $((x = (1+(2)) * 3))',
  '((echo a); (echo b))',
  '((ls -l))',
  'command -v source x',
  'time echo source x',
  'select x y',
  `echo "it's" && find . \\( -name x \\)`,
])('dash reads %s', (script) => {
  expect(bashOnlyIn(script)).toBeNull();
});
