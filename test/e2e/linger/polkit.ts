/** What polkit answers about lingering, changed by a rule of an administrator. */
import { writeFile } from 'node:fs/promises';
import { said, saidToRoot, until } from '../driving/outside.ts';

const rules = '/etc/polkit-1/rules.d/10-hearth-test.rules';

/** What polkit answers about changing your own lingering, without prompting anyone. pkcheck(1). */
const polkitSays = (): Promise<string> =>
  said(
    'pkcheck',
    '--action-id',
    'org.freedesktop.login1.set-self-linger',
    '--process',
    String(process.pid),
  );

const answers = { AUTH_ADMIN: /requires authentication/, NO: /Not authorized/ };

/** Sets what polkit answers when someone wants to change lingering, their own or another user's. */
export const ruleOnLinger = async (result: keyof typeof answers): Promise<void> => {
  const text = `polkit.addRule(function (action) {
  if (/^org.freedesktop.login1.set-(self|user)-linger$/.test(action.id)) return polkit.Result.${result};
});
`;
  await writeFile('/tmp/hearth-test.rules', text);
  await until('polkit to read the rule', async () => {
    // polkit sometimes misses a file that appears while it is reading: so write it again.
    await saidToRoot('install', '-m', '0644', '/tmp/hearth-test.rules', rules);
    const asked = Date.now();
    while (Date.now() - asked < 2000) if (answers[result].test(await polkitSays())) return true;
    return false;
  });
};

export const noRuleOnLinger = async (): Promise<void> => {
  await saidToRoot('rm', '-f', rules);
  await until('polkit to forget the rule', async () => !/auth/i.test(await polkitSays()));
};

export const linger = (): Promise<string> =>
  said('loginctl', 'show-user', process.env['USER'] ?? '', '--property=Linger', '--value');
