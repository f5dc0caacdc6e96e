interface ImportMetaEnv {
  /** how many videos pass between two cards */
  readonly VITE_CARD_EVERY?: string;
  /** the site key of reCAPTCHA Enterprise, where App Check is used */
  readonly VITE_APP_CHECK_KEY?: string;
}
