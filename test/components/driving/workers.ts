/** How many component tests run at a time, each in its own window. */
export const workers = 2;
