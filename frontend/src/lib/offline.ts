// Names that the app and its service worker share.

/** savedVideosCache is the name of the cache with the videos that the shopper saved. */
export const savedVideosCache = 'saved-videos';

/** activateMessage asks a waiting version of the service worker to become active. */
export const activateMessage = 'activate';

/** savedChangedMessage tells the service worker that the cache of saved videos changed. */
export const savedChangedMessage = 'saved-changed';
