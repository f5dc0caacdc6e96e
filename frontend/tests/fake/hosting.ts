/** initFor returns the response of the Hosting emulator to its two reserved URLs, for an Auth emulator at authHost. */
export function initFor(url: URL, authHost: string): Response | undefined {
  if (url.pathname === '/__/firebase/init.json')
    return Response.json({ projectId: 'demo-shopfyp', apiKey: 'fake-api-key', authDomain: 'demo-shopfyp.firebaseapp.com' });
  if (url.pathname !== '/__/firebase/init.js') return undefined;
  const emulators = { auth: { host: authHost.split(':')[0], port: Number(authHost.split(':')[1]), hostAndPort: authHost } };
  return new Response(
    `var firebaseConfig = {};\n  var firebaseEmulators = ${JSON.stringify(emulators, null, 2)};\n  if (firebaseEmulators) {}`,
    { headers: { 'Content-Type': 'text/javascript' } },
  );
}
