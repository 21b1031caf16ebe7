import { Answer, type AnswerError } from './answer.ts';

/** The `errors` of a GraphQL answer, in our shape. */
export function answerErrors(errors: unknown): readonly AnswerError[] {
  return listed(new Answer(errors)).map((error) => ({
    type: error.textOrNull('type'),
    message: error.textOrNull('message') ?? 'unknown error',
    path: pathOf(error.at('path')),
  }));
}

function pathOf(path: Answer): AnswerError['path'] {
  const keys = listed(path);
  if (keys.length === 0) return null;
  return keys.map((_, index) => path.numberOrNull(index) ?? path.textOrNull(index) ?? '');
}

function listed(place: Answer): readonly Answer[] {
  return place.missing ? [] : place.members();
}
