import { texts } from '../../texts.ts';

/** Alias=, and what belongs to a name. */
export const lintRelationsAliasTexts = texts({
  en: {
    noSuffix: (found: { name: string; type: string }) => ({
      what: `The alias “${found.name}” lacks its type, “.${found.type}”.`,
      why: 'Without it, enabling the unit fails.',
    }),
    otherType: (found: { name: string; type: string }) => ({
      what: `A ${found.type} unit can’t have the alias ${found.name}.`,
      why: `An alias has the type of its unit, “.${found.type}”. Otherwise, enabling the unit fails.`,
    }),
    templateOnly: (name: string) => ({
      what: `A template can’t have the alias ${name}.`,
      why: 'The alias of a template or an instance needs an “@” too. Otherwise, enabling the unit fails.',
    }),
    plainOnly: (name: string) => ({
      what: `Only a template can have the alias ${name}.`,
      why: 'This unit’s name has no “@”, so neither can its alias. Otherwise, enabling the unit fails.',
    }),
    itself: {
      what: 'The alias is the unit’s own name.',
      why: 'It has no effect.',
    },
    noAliases: (type: string) => ({
      what: `A ${type} unit can’t have aliases.`,
      why: 'Its name follows from what it is for. Enabling the unit fails.',
    }),
    'mount-name': (found: { where: string; name: string }) => ({
      what: `A unit for ${found.where} must be called ${found.name}.`,
      why: 'The name of a mount follows from its folder. systemd refuses the unit under any other name.',
    }),
    'no-automount': {
      what: 'A user manager has no automounts.',
      why: 'They need rights that only the system manager has, so starting this unit always fails.',
    },
    'default-instance': {
      what: 'DefaultInstance= has no effect here.',
      why: 'Only a template, whose name ends with “@”, has instances.',
    },
  },
});
