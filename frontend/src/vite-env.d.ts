interface ImportMetaEnv {
  /** the number of videos between two cards */
  readonly VITE_CARD_EVERY?: string;
  /** the site key of reCAPTCHA Enterprise, if the build uses App Check */
  readonly VITE_APP_CHECK_KEY?: string;
  /** "true" offers to sign in with Google */
  readonly VITE_GOOGLE_SIGN_IN?: string;
}
