/** As long as a quick systemctl call, so that states in progress are visible. */
export const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));
