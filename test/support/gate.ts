/** A promise that a test settles. */
export function gate(): { opened: Promise<void>; open: () => void; fail: (reason: Error) => void } {
  let open: () => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { opened, open, fail };
}
