/** What the list of files says about a drop-in. */
import { expect, test } from 'vitest';
import { isSinceIn } from '../../../electron/core/directives/systemd-version.ts';
import { dropInWords } from '../../../electron/core/files/drop-in-summary.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';

test.each([
  ['[Service]\nEnvironment=A=1\nRestart=no\n', 'sets Environment=, Restart='],
  ['[Service]\nExecStart=\nExecStart=/bin/b\nNice=1\n', 'sets Nice=; replaces ExecStart='],
  ['[Service]\nEnvironment=A=1\nEnvironment=\n', 'resets Environment='],
  [
    '[Unit]\nAfter=\nRequires=\n[Service]\nExecStart=\nExecStart=/bin/true\n',
    'replaces ExecStart=; doesn’t reset After=, Requires=',
  ],
  ['[Unit]\nAfter=\nAfter=a.service\n', 'sets After='],
  ['[Service]\nRestart=\nTimeoutStopSec=\n', 'doesn’t reset Restart=, TimeoutStopSec='],
  ['[Service]\nDelegate=\n', 'sets Delegate='],
  [
    '[Timer]\nOnBootSec=1\nOnCalendar=\nOnCalendar=daily\nPersistent=yes\n',
    'sets OnCalendar=, Persistent=; resets all times (On…=)',
  ],
  ['[Socket]\nListenFIFO=\n', 'resets all addresses (Listen…=)'],
  ['[Path]\nPathChanged=\n', 'resets all watched paths (Path…=, DirectoryNotEmpty=)'],
  [
    '[Unit]\nAssertUser=\nConditionUser=\nConditionUser=a\n',
    'sets ConditionUser=; resets all assertions (Assert…=), all conditions (Condition…=)',
  ],
  ['[X-Hearth]\nProofFile=/x\n', 'changes nothing'],
  ['# only words\n', 'changes nothing'],
  [
    '[Service]\nTTYRows=\nManagedOOMSwap=\nNUMAMask=\n',
    'resets TTYRows=, ManagedOOMSwap=, NUMAMask=',
  ],
  [
    '[Service]\nBlockIOAccounting=\nProtectHome=\n',
    'doesn’t reset BlockIOAccounting=, ProtectHome=',
  ],
  [
    '[Mount]\nType=\nTimeoutSec=\n[Service]\nType=\n',
    'resets Type=; doesn’t reset TimeoutSec=, Type=',
  ],
])('the drop-in %j %s', (text, words) => {
  expect(dropInWords(parseText(text).assignments, isSinceIn('252.39-1~deb12u1'))).toBe(words);
});

test.each([
  ['', 'doesn’t reset PrivateMounts=, ProtectHostname='],
  ['252.39-1~deb12u1', 'doesn’t reset PrivateMounts=, ProtectHostname='],
  ['257.13-1~deb13u1', 'resets PrivateMounts=; doesn’t reset ProtectHostname='],
  ['262.1-1', 'resets PrivateMounts=, ProtectHostname='],
])('says what an empty value resets in systemd “%s”', (systemd, words) => {
  const { assignments } = parseText('[Service]\nPrivateMounts=\nProtectHostname=\n');
  expect(dropInWords(assignments, isSinceIn(systemd))).toBe(words);
});
