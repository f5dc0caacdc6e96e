import type { FirebaseApp } from 'firebase/app';

/** AppToken returns the App Check token, which proves that a request comes from this app, or undefined if App Check is off. */
export type AppToken = () => Promise<string | undefined>;

/** startAppCheck starts App Check if the app was built with a site key. Its code is loaded only then. */
export async function startAppCheck(app: FirebaseApp): Promise<AppToken> {
  const key = import.meta.env.VITE_APP_CHECK_KEY;
  if (!key) return () => Promise.resolve(undefined);
  const { ReCaptchaEnterpriseProvider, getToken, initializeAppCheck } = await import('firebase/app-check');
  const check = initializeAppCheck(app, { provider: new ReCaptchaEnterpriseProvider(key), isTokenAutoRefreshEnabled: true });
  return async () => (await getToken(check)).token;
}
