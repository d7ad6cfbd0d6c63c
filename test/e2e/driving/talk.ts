/** Talks to a server as a client does. */
import { connect, type NetConnectOpts } from 'node:net';

/** What the server says before it closes the connection, after this was sent. */
export const talk = (to: NetConnectOpts, sent: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const connection = connect(to);
    connection.setEncoding('utf8');
    connection.on('data', (chunk: string) => (said += chunk));
    connection.once('error', reject);
    connection.once('end', () => {
      connection.destroy();
      resolve(said);
    });
    connection.write(sent);
  });
