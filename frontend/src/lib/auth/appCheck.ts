import type { FirebaseApp } from 'firebase/app';

/** AppToken gives the token that proves that a request comes from this app, where one is asked for. */
export type AppToken = () => Promise<string | undefined>;

/** attest starts App Check where the app was built with a site key; its code is loaded only then. */
export async function attest(app: FirebaseApp): Promise<AppToken> {
  const key = import.meta.env.VITE_APP_CHECK_KEY;
  if (!key) return () => Promise.resolve(undefined);
  const { ReCaptchaEnterpriseProvider, getToken, initializeAppCheck } = await import('firebase/app-check');
  const check = initializeAppCheck(app, { provider: new ReCaptchaEnterpriseProvider(key), isTokenAutoRefreshEnabled: true });
  return async () => (await getToken(check)).token;
}
