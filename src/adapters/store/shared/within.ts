/** That a server did not answer in time. */
class NoAnswerError extends Error {}

/**
 * Waits for an answer, but not for good.
 * @param late what to do with an answer that comes later
 * @param giveUp what to do once nothing is waited for any more
 * @throws what the work throws, or an error that says how long it was waited for
 */
export async function within<Answer>(
  ms: number,
  work: Promise<Answer>,
  late: (answer: Answer) => void = () => undefined,
  giveUp: () => void = () => undefined,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      giveUp();
      reject(new NoAnswerError(`no answer within ${ms / 1000} s`));
    }, ms);
  });
  work.then(
    (answer) => {
      if (isLate) late(answer);
    },
    () => undefined,
  );
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
