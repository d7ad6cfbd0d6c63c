/** Lines as systemd 252, 257 and 262 print them, each tried there. */
import { describe, expect, test } from 'vitest';
import { verifyFindings } from '../../../electron/core/lint/verify-findings.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';

const of = (
  text: string,
  lines: readonly string[],
  unit = 'a.service',
  mayLack: (program: string) => boolean = () => false,
) => {
  const verified = { lines, unit, path: `/v/${unit}`, file: parseText(text), mayLack };
  const { findings, others } = verifyFindings(verified, []);
  return { found: findings.map(({ line, severity }) => `${String(line)} ${severity}`), others };
};

const notExecutable = (program: string, unit = 'a.service'): string =>
  `${unit}: Command ${program} is not executable: No such file or directory`;

describe('places verify’s words', () => {
  test('on the line of a program with blanks', () => {
    const text = '[Unit]\nDescription=x\n[Service]\nExecStart="/opt/My App/run" serve\n';
    expect(of(text, [notExecutable('/opt/My App/run')]).found).toEqual(['4 error']);
  });

  test('not about the folder of the copy, which is %Y there', () => {
    const text = '[Service]\nExecStart=%Y/run\n';
    expect(of(text, [notExecutable('/v/run')]).found).toEqual([]);
  });

  test('among the others if a drop-in doesn’t name what is missing', () => {
    const text = '[Unit]\nRequires=b.service\n[Service]\nExecStop=/opt/b\n';
    const absent = (unit: string): string =>
      `a.service: Failed to create a.service/start: Unit ${unit} not found.`;
    const theirs = [notExecutable('/opt/a'), absent('c.service')];
    const lines = [...theirs, notExecutable('/opt/b'), absent('b.service')];
    const path = '/v/a.service.d/x.conf';
    const file = parseText(text);
    const { findings, others } = verifyFindings(
      { lines, unit: 'a.service', path, file, mayLack: () => false },
      [],
    );
    expect(findings.map(({ line }) => line)).toEqual([2, 4]);
    expect(others).toEqual(theirs);
  });

  test('as a hint where the unit explains why the program is missing', () => {
    const text =
      '[Unit]\nConditionFileIsExecutable=/etc/rc.local\n[Service]\nExecStart=/etc/rc.local start\n';
    const lines = [
      notExecutable('/etc/rc.local'),
      'a.service: Command /opt/a is not executable: Permission denied',
    ];
    expect(of(text, lines, 'a.service', () => true).found).toEqual(['3 error', '4 hint']);
  });

  test('on each line that runs the same program, without those that may fail', () => {
    const text = '[Service]\nExecStartPre=-/opt/a\nExecStart=/opt/a\nExecStop=/opt/a\n';
    const lines = [notExecutable('/opt/a'), notExecutable('/opt/a')];
    expect(of(text, lines).found).toEqual(['3 error', '4 error']);
  });

  test.each(['i', 'test_instance'])('on the lines of a template, called @%s', (instance) => {
    const text = '[Service]\nExecStart=/opt/%%i/x\nExecStop=/opt/y\n';
    const unit = `a@${instance}.service`;
    const lines = [
      notExecutable('/opt/%i/x', unit),
      notExecutable('/opt/y', unit),
      `Unit ${unit} has a bad unit file setting.`,
    ];
    expect(of(text, lines, 'a@.service')).toEqual({ found: ['2 error', '3 error'], others: [] });
  });

  test.each(['i', 'test_instance'])(
    'nowhere if they are about the instance %s, which nobody starts',
    (instance) => {
      const text =
        '[Unit]\nRequires=%i.service b@%i.service\n[Service]\nExecStart=/opt/%i/y\nWorkingDirectory=%I\n';
      const unit = `a@${instance}.service`;
      const absent = (name: string): string =>
        `${unit}: Failed to create ${unit}/start: Unit ${name} not found.`;
      const lines = [
        `/v/a@.service:5: WorkingDirectory= path is not absolute: ${instance}`,
        notExecutable(`/opt/${instance}/y`, unit),
        absent(`${instance}.service`),
      ];
      expect(of(text, lines, 'a@.service').found).toEqual([]);
      expect(of(text, [absent(`b@${instance}.service`)], 'a@.service').found).toEqual(['2 error']);
    },
  );

  test('on the line of a dependency that is dropped', () => {
    const text =
      '[Unit]\nDescription=x\nAfter=b.service a.service\n[Service]\nExecStart=/bin/true\n';
    const said = 'a.service: Dependency After=a.service is dropped.';
    expect(of(text, [said]).found).toEqual(['3 warning']);
  });

  test.each([
    [
      'a.service: Found ordering cycle on b.service/start',
      'a.service: Found dependency on a.service/start',
    ],
    ['a.service: Found ordering cycle: b.service/start after a.service/start - after b.service'],
  ])('once, on the line that closes an ordering cycle: %s', (...cycle) => {
    const text = '[Unit]\nDescription=x\nAfter=b.service\n[Service]\nExecStart=/bin/true\n';
    const lines = [
      ...cycle,
      'a.service: Unable to break cycle starting with a.service/start',
      'Requested transaction contains an unfixable cyclic ordering dependency: Transaction order is cyclic. See system logs for details.',
      'a.service: Failed to create a.service/start: Transaction order is cyclic. See system logs for details.',
    ];
    expect(of(text, lines)).toEqual({ found: ['3 error'], others: [] });
  });
});

describe('a unit that systemd refuses', () => {
  const summaries = [
    'a.service: Unit configuration has fatal error, unit will not be started.',
    'Unit a.service has a bad unit file setting.',
  ];

  test('has its error on the fatal line, and warnings where a line is ignored', () => {
    const text = '[Service]\nExecStart=/bin/true\nUMask=banana\nWorkingDirectory=work\n';
    const ignored = '/v/a.service:3: Failed to parse mode value, ignoring: banana';
    const fatal = '/v/a.service:4: WorkingDirectory= path is not absolute: work';
    expect(of(text, [ignored, fatal, ...summaries]).found).toEqual(['3 warning', '4 error']);
    expect(of(text, [ignored]).found).toEqual(['3 warning']);
  });

  test('has it somewhere even if no line is named', () => {
    expect(of('[Service]\nExecStart=/bin/true\n', summaries).found).toEqual(['1 error']);
  });

  test('isn’t assumed where only an output file is relative', () => {
    const text = '[Service]\nExecStart=/bin/true\nStandardOutput=file:x\n';
    const said = '/v/a.service:3: StandardOutput= path is not absolute: x';
    expect(of(text, [said]).found).toEqual(['3 warning']);
  });
});
