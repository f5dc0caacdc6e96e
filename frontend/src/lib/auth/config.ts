import type { FirebaseOptions } from 'firebase/app';

/** FirebaseConfig is the project's public configuration, with the address of the Auth emulator if there is one. */
export type FirebaseConfig = { options: FirebaseOptions; authEmulator?: string };

/** loadConfig reads the configuration from Hosting, which serves it in production and in the emulator. */
export async function loadConfig(): Promise<FirebaseConfig> {
  const options = (await (await read('/__/firebase/init.json')).json()) as FirebaseOptions;
  // Only projects named demo-… use emulators.
  // The sign-in with Google runs on the site's own address, because browsers block storage of other sites.
  if (!options.projectId?.startsWith('demo-')) return { options: { ...options, authDomain: window.location.host } };
  const script = await (await read('/__/firebase/init.js?useEmulator=true')).text();
  const authEmulator = emulatorIn(script);
  return authEmulator ? { options, authEmulator } : { options };
}

/** emulatorIn returns the Auth emulator's address from the init script of the Hosting emulator. */
export function emulatorIn(script: string): string | undefined {
  const json = /firebaseEmulators = (\{.*?\n?\});/s.exec(script)?.[1];
  if (!json) return undefined;
  const emulators = JSON.parse(json) as { auth?: { hostAndPort: string } };
  return emulators.auth && `http://${emulators.auth.hostAndPort}`;
}

async function read(path: string): Promise<Response> {
  const response = await fetch(new URL(path, window.location.origin));
  if (!response.ok) throw new Error(`read ${path}: status ${response.status}`);
  return response;
}
