/** The name of a unit that is only tried: random, so that it is nobody’s, and it says what it is where systemd lists it. */
export const tryUnitOf = (random: string): string => `hearth-try-${random}.service`;

export const isTryUnit = (unit: string): boolean => /^hearth-try-[0-9a-f]{8}\.service$/.test(unit);
