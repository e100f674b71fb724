/** A failure as mobilenet.js tells them: with a code, what happened, and the remedy. */
export function failure(code, what, remedy) {
  return Object.assign(new Error(what + ' ' + remedy), {name: 'GlanceError', code, what, remedy});
}
