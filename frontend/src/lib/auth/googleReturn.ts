/** returningFromGoogle is the key of the tab's storage that is set while the shopper goes to Google without a popup and back. */
export const returningFromGoogle = 'shopfyp-google';
