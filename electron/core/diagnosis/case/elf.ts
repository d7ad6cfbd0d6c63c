/** What the head of an ELF file says about where it runs. Source: elf(5). */
export interface Elf {
  bits: 32 | 64;
  machine: number;
  /** The program that loads it, PT_INTERP; null if it needs none, or it is further behind. */
  loader: string | null;
}

const PT_INTERP = 3;

/** @param head the file’s first bytes, a character each. null for anything but ELF. */
export const readElf = (head: string): Elf | null => {
  if (!head.startsWith('\u007fELF') || head.length < 64) return null;
  const bits = head.charCodeAt(4) === 2 ? 64 : 32;
  const isLittle = head.charCodeAt(5) !== 2;
  const numberAt = (at: number, size: number): number => {
    let value = 0;
    for (let index = 0; index < size; index += 1) {
      const byte = head.charCodeAt(at + (isLittle ? size - 1 - index : index));
      value = value * 256 + (Number.isNaN(byte) ? 0 : byte);
    }
    return value;
  };
  const machine = numberAt(18, 2);
  const [table, entrySize, entries] =
    bits === 64
      ? [numberAt(32, 8), numberAt(54, 2), numberAt(56, 2)]
      : [numberAt(28, 4), numberAt(42, 2), numberAt(44, 2)];
  let loader: string | null = null;
  for (let index = 0; index < Math.min(entries, 64); index += 1) {
    const entry = table + index * entrySize;
    if (entry + entrySize > head.length) break;
    if (numberAt(entry, 4) !== PT_INTERP) continue;
    const [from, size] =
      bits === 64
        ? [numberAt(entry + 8, 8), numberAt(entry + 32, 8)]
        : [numberAt(entry + 4, 4), numberAt(entry + 16, 4)];
    const path = head.slice(from, from + size).split('\0', 1)[0] ?? '';
    if (path.startsWith('/') && from + size <= head.length) loader = path;
  }
  return { bits, machine, loader };
};

/** e_machine by what Node calls the architecture; the first is its own, others its kernel may run as well. */
const machines: Partial<Record<string, readonly number[]>> = {
  x64: [62, 3],
  ia32: [3],
  arm64: [183, 40],
  arm: [40],
  riscv64: [243],
  ppc64: [21],
  s390x: [22],
  loong64: [258],
};

const machineNames: Partial<Record<number, string>> = {
  3: 'x86',
  8: 'MIPS',
  20: 'PowerPC',
  21: 'PowerPC 64',
  22: 'S/390',
  40: 'ARM',
  62: 'x86-64',
  183: 'ARM64',
  243: 'RISC-V',
  258: 'LoongArch',
};

/** `ARM64`, or its number in the ELF header. */
export const machineName = (machine: number): string => machineNames[machine] ?? String(machine);

/** The name of this computer’s own; null for one that isn’t known here. */
export const ownMachineName = (architecture: string): string | null => {
  const own = machines[architecture]?.[0];
  return own === undefined ? null : machineName(own);
};

/** Certainly for another processor. */
export const isForeign = ({ machine }: Elf, architecture: string): boolean =>
  machines[architecture]?.includes(machine) === false;
