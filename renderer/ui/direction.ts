/** Which way the page is read; bits-ui takes it from left to right unless told otherwise. */
export const pageDirection = (): 'ltr' | 'rtl' => (document.dir === 'rtl' ? 'rtl' : 'ltr');
