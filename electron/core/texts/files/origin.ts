import { texts } from '../texts.ts';

/** Where a file of a unit comes from: why Hearth doesn’t edit it there, and what to do instead. */
export const filesOriginTexts = texts({
  en: {
    /** Why it is read-only, by its origin. */
    readOnly: {
      administrator:
        'An administrator installed it for everyone on this machine. Only root can change it.',
      distribution: 'It belongs to a package, and the next update would overwrite your change.',
      runtime: 'It is in /run and disappears when your last session ends.',
      generated: (of: { generator: string | null; source: string | null }) => {
        const generator = of.generator ?? 'A generator';
        return of.source === null
          ? `${generator} rewrites it at each reload, so a change would be lost.`
          : `${generator} rewrites it from ${of.source} at each reload, so a change would be lost.`;
      },
      transient:
        'A program such as systemd-run created it for a single run. It disappears when the unit stops.',
      control: 'systemctl set-property wrote it, and rewrites it when the property is set again.',
    },
    missing:
      'Nothing is there: it was deleted in the meantime, or it is a link that leads nowhere.',
    maskLink: 'It is a mask: a link to /dev/null, without any text.',
    maskFile: 'It is a mask: an empty file.',
    folderNotWritable: (folder: string) => `Nothing can be written in ${folder}.`,

    /** Why an override is the better choice, by the origin of the unit’s file. */
    override: {
      administrator:
        'The file belongs to an administrator. An override is yours and leaves their file unchanged.',
      distribution: 'The file belongs to a package. With an override, you still get its updates.',
      runtime: 'The file is in /run and won’t last. An override does.',
      generated: 'The file is generated again at each reload. An override stays.',
      transient:
        'The unit was created for a single run and disappears when it stops. An override would outlive it.',
      control: 'systemctl set-property wrote the file. An override works alongside it.',
    },
    noFile: 'systemd has no file for it, so an override is the only way to change it.',
    masked: 'It is masked. Unmask it first: until then, systemd reads none of its files.',
    template: 'The file is the template of all its instances. An override changes only this one.',
    own: 'The file is your own.',
    ownInPlaceOf: (path: string) =>
      `The file is your own and replaces ${path}, so you don’t get that file’s updates.`,
  },
});
