/** How many component tests run at a time, each in a window of its own. */
export const workers = 2;
