import type { FirebaseOptions } from 'firebase/app';

/** Where Firebase is: the project's public configuration, and the Auth emulator's address where there is one. */
export type FirebasePlace = { options: FirebaseOptions; authEmulator?: string };

/** findFirebase asks Hosting, which serves the project's configuration in production and in the emulator alike. */
export async function findFirebase(): Promise<FirebasePlace> {
  const options = (await (await read('/__/firebase/init.json')).json()) as FirebaseOptions;
  // Projects named demo-… exist only in emulators; for any other none is ever looked for.
  if (!options.projectId?.startsWith('demo-')) return { options };
  const script = await (await read('/__/firebase/init.js?useEmulator=true')).text();
  const authEmulator = emulatorIn(script);
  return authEmulator ? { options, authEmulator } : { options };
}

/** emulatorIn finds the Auth emulator's address in the script with which Hosting's emulator starts old SDKs. */
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
