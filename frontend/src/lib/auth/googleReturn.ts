/** returningFromGoogle is the key of the tab's storage that is set while the shopper is at Google without a popup. */
export const returningFromGoogle = 'shopfyp-google';
