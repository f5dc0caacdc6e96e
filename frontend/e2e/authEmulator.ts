import type { APIRequestContext } from '@playwright/test';

/** authEmulator returns the address of the shop's Auth emulator, and the ID of its project. */
export async function authEmulator(request: APIRequestContext): Promise<{ url: string; projectId: string }> {
  const { projectId } = (await (await request.get('/__/firebase/init.json')).json()) as { projectId: string };
  const script = await (await request.get('/__/firebase/init.js?useEmulator=true')).text();
  const { host, port } = /"auth": \{\s*"host": "(?<host>[^"]+)",\s*"port": (?<port>\d+)/.exec(script)!.groups!;
  return { url: `http://${host}:${port}`, projectId };
}
