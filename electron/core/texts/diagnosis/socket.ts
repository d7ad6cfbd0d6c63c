import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Ports are shown without separators. */
const plain = (port: number): string => String(port);

/** Addresses to listen on, and sockets that don’t start their service. */
export const diagnosisSocketTexts = texts({
  en: {
    portTaken: (port: number) => `Port ${plain(port)} was taken when it started.`,
    portTakenByOther: (port: number) =>
      `Port ${plain(port)} is taken by a program of another user.`,
    portTakenUnseen: (port: number) =>
      `Port ${plain(port)} is taken by a program of yours that shows nobody what it has open, as programs with capabilities do.`,
    portTakenBy: (of: { port: number; program: string; pid: string }) =>
      `Port ${plain(of.port)} is taken by ${of.program} (PID ${of.pid}).`,
    addressTaken: (address: string) => `${code(address)} is taken.`,
    privileged: (port: number) =>
      `It may not listen on port ${plain(port)}: ports below 1024 need administrator rights.`,
    notHere: 'It listens on an address that this computer doesn’t have now.',
    /** `why` is systemd’s own. */
    notListening: (of: { address: string; why: string }) =>
      `It can’t listen on ${code(of.address)}: ${of.why}`,
    triggerLimit: 'It was triggered too often in a short time, so systemd gave up.',
    serviceFails: (service: string) => `${code(service)}, which it starts, failed too often.`,
    serviceMissing: (service: string) => `${code(service)}, which it starts, doesn’t exist.`,
    short: {
      portTaken: (port: number) => `port ${plain(port)} taken`,
      addressTaken: 'address taken',
      privileged: (port: number) => `port ${plain(port)} not allowed`,
      notHere: 'address not available',
      notListening: 'can’t listen',
      triggerLimit: 'triggered too often',
      serviceFails: 'its service fails',
      serviceMissing: 'its service is missing',
    },
  },
});
