/** As long as a quick systemctl takes, so that what is under way is seen. */
export const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));
