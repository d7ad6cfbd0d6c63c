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
  `echo "it's" && find . \\( -name x \\)`,
])('dash reads %s', (script) => {
  expect(bashOnlyIn(script)).toBeNull();
});
