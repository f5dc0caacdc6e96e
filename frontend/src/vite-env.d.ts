interface ImportMetaEnv {
  /** how many videos pass between two cards */
  readonly VITE_CARD_EVERY?: string;
}
