/** Creates odd unit files of every kind in all folders of the search path, to compare what systemd makes of each. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterwards, person, shell, sudo, temporaryFolder } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, put, putLink, sudoLink, wanted } from '../workbench/unit-folder.ts';

const runtime = `${person.runtimeFolder}/systemd`;

/** Writes a file as alice, and removes it after the test. */
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  afterwards(() => shell('rm', '-rf', file));
};
const link = async (at: string, to: string): Promise<void> => {
  await mkdir(path.dirname(at), { recursive: true });
  await symlink(to, at);
  afterwards(() => shell('rm', '-f', at));
};
/** The same as root. */
const rootWrite = async (file: string, text: string): Promise<void> => {
  await sudo('sh', '-c', 'mkdir -p "$(dirname "$1")"; printf %s "$2" > "$1"', 'sh', file, text);
  afterwards(() => sudo('rm', '-rf', file));
};
const etc = '/etc/systemd/user';
const lib = '/usr/lib/systemd/user';
const timer = '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n';

const plain = async (): Promise<void> => {
  await put('odd-disabled.service', wanted);
  await put('odd-static.service', command);
  await put('odd-enabled.service', wanted);
  await systemctl('enable', 'odd-enabled.service');
  await put('odd-no-install.service', command);
  await putLink('default.target.wants/odd-no-install.service', '../odd-no-install.service');
  await put('odd-required.service', wanted);
  await putLink('default.target.requires/odd-required.service', '../odd-required.service');
  await put('odd-upheld.service', `${command}[Install]\nUpheldBy=default.target\n`);
  await putLink('default.target.upholds/odd-upheld.service', '../odd-upheld.service');
  await put('odd-wrong-target.service', wanted);
  await putLink('default.target.wants/odd-wrong-target.service', '/nonexistent');
  await put('odd.timer', timer);
  await put('odd-on.timer', timer);
  await systemctl('enable', 'odd-on.timer');
  await put('odd.socket', '[Socket]\nListenStream=%t/odd\n[Install]\nWantedBy=sockets.target\n');
  await put('odd.path', '[Path]\nPathExists=/nonexistent\n');
  await put('odd.target', '[Unit]\nDescription=Odd\n[Install]\nAlias=odder.target\n');
  await put('odd.slice', '[Slice]\n');
  await put('odd-place.mount', '[Mount]\nWhat=tmpfs\nWhere=/odd/place\n[Install]\nAlias=x.mount\n');
  await put('odd-two.automount', '[Automount]\nWhere=/odd/two\n[Install]\nWantedBy=x.target\n');
  await put('odd-page.swap', '[Swap]\nWhat=/odd/page\n');
  await put('.odd-hidden.service', wanted);
  await put('odd-folder.service/file', '');
  await rootWrite(`${lib}/odd-folder.service`, command);
};

const aliases = async (): Promise<void> => {
  await put('odd-alias-off.service', `${command}[Install]\nAlias=odd-other-off.service\n`);
  await put('odd-alias-on.service', `${command}[Install]\nAlias=odd-other-on.service\n`);
  await systemctl('enable', 'odd-alias-on.service');
  await put('odd-alias-quoted.service', `${command}[Install]\nAlias="odd-quoted.service"\n`);
  await putLink('odd-quoted.service', 'odd-alias-quoted.service');
  await put('odd-by-hand.service', wanted);
  await putLink('odd-hand.service', 'odd-by-hand.service');
  await put('odd-backed-up.service', wanted);
  await putLink('odd-backed-up.copy', 'odd-backed-up.service');
  await put('odd-chain.service', wanted);
  await putLink('odd-chain-1.service', 'odd-chain.service');
  await putLink('odd-chain-2.service', `${person.unitFolder}/odd-chain-1.service`);
  await putLink('odd-loop-1.service', 'odd-loop-2.service');
  await putLink('odd-loop-2.service', 'odd-loop-1.service');
  await putLink('odd-self.service', '/usr/lib/systemd/user/odd-self.service');
  await putLink('odd-type.service', 'odd.timer');
  await putLink('odd-nothing.service', 'odd-not-there.service');
  await rootWrite(`${lib}/odd-elsewhere.service`, wanted);
  await putLink('odd-to-elsewhere.service', `${etc}/odd-elsewhere.service`);
  await putLink('odd-slice-alias.slice', 'odd.slice');
  await rootWrite(`${etc}/odd-twin.service`, wanted);
  await putLink('odd-to-twin.service', '/etc/xdg/systemd/user/odd-twin.service');
};

const templates = async (): Promise<void> => {
  await put('odd-t@.service', wanted);
  await put('odd-t@own.service', wanted);
  await putLink('odd-t@linked.service', 'odd-t@.service');
  await put('odd-default@.service', `${wanted}DefaultInstance=one\n`);
  await systemctl('enable', 'odd-default@.service');
  await put('odd-default-two@.service', `${wanted}DefaultInstance=one\n`);
  await systemctl('enable', 'odd-default-two@two.service');
  await put('odd-many@.service', wanted);
  await systemctl('enable', 'odd-many@a.service', 'odd-many@b.service');
  await put('odd-bad-default@.service', `${wanted}DefaultInstance=a/b\n`);
  await put('odd-default-plain.service', `${wanted}DefaultInstance=a/b\n`);
  await put('odd-m@.mount', '[Mount]\n');
  await put('odd-alias@.service', `${command}[Install]\nAlias=odd-aliased@.service\n`);
  await systemctl('enable', 'odd-alias@x.service');
  await rootWrite(`${lib}/odd-vendor@.service`, wanted);
  await sudoLink(`${lib}/default.target.wants/odd-vendor@v.service`, '../odd-vendor@.service');
  await sudoLink(`${lib}/odd-vendor@w.service`, 'odd-vendor@.service');
  await sudoLink(`${lib}/default.target.wants/odd-vendor@w.service`, '../odd-vendor@w.service');
  await putLink('odd-t@cross.service', 'odd-many@.service');
};

const sections = async (): Promise<void> => {
  await put('odd-also.service', `${command}[Install]\nAlso=odd-enabled.service\n`);
  await put('odd-also-bad.service', `${command}[Install]\nAlso=nonsense\n`);
  await put('odd-also-gone.service', `${command}[Install]\nAlso=odd-static.service\nAlso=\n`);
  await put('odd-also-percent.service', `${command}[Install]\nAlso=odd-%n\n`);
  await put('odd-also-unknown.service', `${command}[Install]\nAlso=odd-%Y.service\n`);
  await put('odd-empty-install.service', `${command}[Install]\nWantedBy=\n`);
  await put('odd-taken-back.service', `${wanted}WantedBy=\n`);
  await put('odd-continued.service', `${command}[Install]\nWantedBy=\\\n  default.target\n`);
  await put('odd-commented.service', `${command}[Install]\n#WantedBy=default.target\n; Alias=x\n`);
  await put('odd-blank.service', `${command} [Install] \n  WantedBy =  default.target \n`);
  await put('odd-return.service', `${command}[Install]\r\nWantedBy=default.target\r\n`);
  await put('odd-bom.service', `\ufeff[Install]\nWantedBy=default.target\n`);
  await put('odd-umlaut.service', `[Unit]\nDescription=Größe\n${wanted}`);
  await put('odd-header.service', `${command}[Install\nWantedBy=default.target\n`);
  await put('odd-header-2.service', `${wanted}[a"b]\n`);
  await writeFile(
    `${person.unitFolder}/odd-latin.service`,
    Buffer.from(`${wanted}[X-A]\nB=\xe9\n`, 'latin1'),
  );
  await put('odd-nul.service', `${command}\0[Install]\nWantedBy=default.target\n`);
  await put('odd-outside.service', `WantedBy=default.target\n${command}`);
  await put('odd-no-equals.service', `${command}[Install]\nWantedBy\n`);
  await put('odd-unclosed.service', `${command}[Install]\nWantedBy="default.target\n`);
  await put('odd-later.service', `[Install]\nWantedBy=default.target\n${command}`);
  await put('odd-lower.service', `${command}[install]\nWantedBy=default.target\n`);
};

const dropIns = async (): Promise<void> => {
  await put('odd-dropped.service', command);
  await put('odd-dropped.service.d/install.conf', '[Install]\nWantedBy=default.target\n');
  await put('odd-prefixed-x.service', command);
  await put('odd-prefixed-.service.d/install.conf', '[Install]\nWantedBy=default.target\n');
  await put('odd-emptied.service', wanted);
  await put('odd-emptied.service.d/a.conf', '[Install]\nWantedBy=\n');
  await put('odd-hid.service', wanted);
  await put('odd-hid.service.d/a.conf', '');
  await rootWrite(`${lib}/odd-hid.service.d/a.conf`, '[Install]\nWantedBy=\n');
  await put('odd-order.service', command);
  await put('odd-order.service.d/20.conf', '[Install]\nWantedBy=\n');
  await rootWrite(`${lib}/odd-order.service.d/10.conf`, '[Install]\nWantedBy=x.target\n');
  await put('odd-broken-drop.service', wanted);
  await put('odd-broken-drop.service.d/a.conf', '[Install\n');
  await put('odd-dangling-drop.service', wanted);
  await putLink('odd-dangling-drop.service.d/a.conf', '/nonexistent');
  await put('odd-null-drop.service', wanted);
  await putLink('odd-null-drop.service.d/a.conf', '/dev/null');
  await put('odd-folder-drop.service', wanted);
  await put('odd-folder-drop.service.d/a.conf/x', '');
  await put('odd-t-drop@.service', command);
  await put('odd-t-drop@.service.d/a.conf', '[Install]\nWantedBy=default.target\n');
  await put('odd-t-drop@x.service', command);
  const outside = await temporaryFolder();
  await writeFile(`${outside}/a.conf`, '[Install]\nWantedBy=default.target\n');
  await put('odd-linked-d.service', command);
  await putLink('odd-linked-d.service.d', outside);
};

const masks = async (): Promise<void> => {
  await put('odd-empty.service', '');
  await putLink('odd-null.service', '/dev/null');
  await putLink('odd-null@.service', '/dev/null');
  await link(`${runtime}/user/odd-null-runtime.service`, '/dev/null');
  await rootWrite(`${lib}/odd-masked-vendor.service`, wanted);
  await putLink('odd-masked-vendor.service', '/dev/null');
  await put('odd-masked-runtime.service', wanted);
  await link(`${runtime}/user/odd-masked-runtime.service`, '/dev/null');
  await rootWrite(`${lib}/odd-masked-late.service`, wanted);
  await link(`${runtime}/user/odd-masked-late.service`, '/dev/null');
  await putLink('odd-to-masked.service', 'odd-empty.service');
  await putLink('odd-to-masked-later.service', 'odd-masked-late.service');
  await putLink('default.target.wants/odd-null.service', '../odd-null.service');
};

const places = async (): Promise<void> => {
  const outside = await temporaryFolder();
  await writeFile(`${outside}/odd-linked.service`, wanted);
  await putLink('odd-linked.service', `${outside}/odd-linked.service`);
  await writeFile(`${outside}/odd-linked-on.service`, wanted);
  await systemctl('enable', `${outside}/odd-linked-on.service`);
  await writeFile(`${outside}/odd-linked-runtime.service`, wanted);
  await link(`${runtime}/user/odd-linked-runtime.service`, `${outside}/odd-linked-runtime.service`);
  await writeFile(`${outside}/odd-renamed.service`, wanted);
  await putLink('odd-linked-as.service', `${outside}/odd-renamed.service`);
  await symlink('odd-linked.service', `${outside}/odd-twice.service`);
  await putLink('odd-twice.service', `${outside}/odd-twice.service`);
  await putLink('odd-dangling.service', '/nonexistent/odd-dangling.service');
  await writeFile(`${outside}/odd-empty-linked.service`, '');
  await putLink('odd-empty-linked.service', `${outside}/odd-empty-linked.service`);
  await sudoLink(`${etc}/odd-linked-etc.service`, `${outside}/odd-linked.service`);
  await put('odd-runtime.service', wanted);
  await systemctl('enable', '--runtime', 'odd-runtime.service');
  afterwards(() => systemctl('disable', '--runtime', 'odd-runtime.service'));
  await write(`${runtime}/user/odd-in-runtime.service`, wanted);
  await write(`${runtime}/generator.late/odd-generated.service`, wanted);
  await write(`${runtime}/generator/odd-made.target`, '[Unit]\n');
  await put('odd-global.service', wanted);
  await sudoLink(`${etc}/default.target.wants/odd-global.service`, '/x/odd-global.service');
  await put('odd-vendor-on.service', wanted);
  await sudoLink(`${lib}/default.target.wants/odd-vendor-on.service`, '../odd-vendor-on.service');
  await rootWrite('/usr/local/lib/systemd/user/odd-local.service', wanted);
  await write(`${person.home}/.local/share/systemd/user/odd-home.service`, wanted);
  await rootWrite(`${lib}/odd-shadowed.service`, command);
  await put('odd-shadowed.service', wanted);
  await sudoLink(`${lib}/odd-below.service`, 'odd-other.service');
  await put('odd-below.service', wanted);
  await rootWrite(`${lib}/odd-above.service`, wanted);
  await putLink('odd-above-alias.service', `${lib}/odd-above.service`);
  await rootWrite(`${etc}/odd-unreadable.service`, wanted);
  await sudo('chmod', '600', `${etc}/odd-unreadable.service`);
  await rootWrite(`${lib}/odd-unreadable.service`, command);
  await write(`${person.unitFolder}.control/odd-controlled.service.d/a.conf`, '[Unit]\n');
  await shell('systemd-run', '--user', '--unit=odd-transient.service', '/bin/sleep', '1000');
  afterwards(() => systemctl('stop', 'odd-transient.service'));
};

/** Requires an empty unit folder. */
export const layOutOddUnits = async (): Promise<void> => {
  await plain();
  await aliases();
  await templates();
  await sections();
  await dropIns();
  await masks();
  await places();
};
