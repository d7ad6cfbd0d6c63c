/** Forms of jobs that wait for a change or a connection. */
import { emptyForm, type ServiceForm } from '../../../electron/core/create/service-form.ts';

export const waitingForm = (change: Partial<ServiceForm>): ServiceForm => ({
  ...emptyForm(),
  name: 'waits',
  command: '/bin/true',
  ...change,
});

export const listeningForm = (port: number, change: Partial<ServiceForm> = {}): ServiceForm =>
  waitingForm({ job: 'on-connection', listenPort: String(port), ...change });
