/**
 * Where a context menu opens: at the pointer, or below the element that the keyboard is at. The Menu key and Shift+F10
 * send the same event as the right button, but not for that button.
 */
export const menuPlace = (
  event: MouseEvent,
  keyboardAt: Element | null | undefined,
): { x: number; y: number } => {
  if (event.button === 2 || keyboardAt == null) return { x: event.clientX, y: event.clientY };
  const { left, bottom } = keyboardAt.getBoundingClientRect();
  return { x: left + 24, y: bottom };
};
