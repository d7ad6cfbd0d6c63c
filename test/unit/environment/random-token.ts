/** Signs as mixed as those of a token. */
export const random = (length: number): string =>
  Array.from({ length }, (_, at) => 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6kL9n'[at % 40]).join('');
